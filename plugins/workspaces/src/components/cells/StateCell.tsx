import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkspaceState,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  TextWithTimes,
  type Tone,
  ToneChip,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { isChanging, unpushedCount } from '../../view/workspaces';

const TONES: Record<WorkspaceState, Tone> = {
  stopped: 'paused',
  starting: 'progress',
  running: 'ok',
  stopping: 'progress',
  failed: 'bad',
  asleep: 'paused',
  deleting: 'progress',
  unknown: 'unknown',
};

const useStyles = makeStyles(theme => ({
  words: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
  bar: {
    marginTop: theme.spacing(0.5),
    maxWidth: 160,
    borderRadius: 2,
    backgroundColor: theme.palette.divider,
  },
}));

/** What a workspace is doing, as a sign and a word. */
export function StateChip({ view }: { view: Pick<WorkspaceView, 'state'> }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <ToneChip tone={TONES[view.state]}>{t(`state.${view.state}`)}</ToneChip>
  );
}

/** What a workspace is doing, how far it has come, and what is in its way. */
export function StateCell({ view }: { view: WorkspaceView }) {
  const { state, message, problem, steps } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const unpushed = unpushedCount(view) ?? 0;
  const done = steps.filter(({ status }) => status === 'done').length;
  return (
    <>
      <StateChip view={view} />
      <div className={classes.words}>
        <TextWithTimes text={problem?.message ?? message} />
      </div>
      {isChanging(view) && (
        <LinearProgress
          className={classes.bar}
          aria-label={t(`state.${state}`)}
          {...(steps.length > 0
            ? { variant: 'determinate', value: (100 * done) / steps.length }
            : {})}
        />
      )}
      {unpushed > 0 && (
        <div className={classes.words}>
          <ToneText tone="warn">
            {t('row.unpushed', { count: unpushed })}
          </ToneText>
        </div>
      )}
    </>
  );
}
