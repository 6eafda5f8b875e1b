import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  RelativeTime,
  TextWithTimes,
  ToneChip,
  useNow,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { stopsSoon } from '../../view/workspaces';

const MINUTE = 60_000;

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

/** When it stops by itself; of one that was stopped, who did so and why. */
export function StopsCell({ view }: { view: WorkspaceView }) {
  const { state, stopped } = view;
  const rests = state === 'stopped' || state === 'failed';
  return rests && stopped ? (
    <WasStopped stopped={stopped} />
  ) : (
    <WillStop view={view} />
  );
}

function WillStop({ view }: { view: WorkspaceView }) {
  const { state, idle } = view;
  const { stopsAt, keepAwakeUntil, minutes } = idle;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const now = useNow(MINUTE);
  if (state !== 'running' && state !== 'starting') {
    return <>–</>;
  }
  const when = stopsAt && <RelativeTime at={stopsAt} />;
  return (
    <>
      {!when && t('row.never')}
      {when &&
        (stopsSoon(view, now) ? <ToneChip tone="warn">{when}</ToneChip> : when)}
      {keepAwakeUntil && (
        <div>
          {t('row.keptAwake')} <Moment at={keepAwakeUntil} />
        </div>
      )}
      {minutes > 0 && (
        <div className={classes.faint}>
          {t('row.whenIdle', { minutes: String(minutes) })}
        </div>
      )}
    </>
  );
}

function WasStopped({
  stopped,
}: {
  stopped: NonNullable<WorkspaceView['stopped']>;
}) {
  const { at, by, reason } = stopped;
  const classes = useStyles();
  return (
    <>
      <RelativeTime at={at} />
      <div className={classes.faint}>
        {/^user:/.test(by) ? <EntityRefLink entityRef={by} hideIcon /> : by}
        {': '}
        <TextWithTimes text={reason} />
      </div>
    </>
  );
}
