import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GoldenPathStatus } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ToneText,
  type Tone,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { goldenPathsTranslationRef } from '../../translation';
import { changesInWords, isToBeBrought } from '../../view/status';

const TONES: Record<GoldenPathStatus['state'], Tone> = {
  'up-to-date': 'ok',
  behind: 'warn',
  ahead: 'unknown',
  'pull-request': 'progress',
  'no-record': 'unknown',
  unknown: 'unknown',
};

const useStyles = makeStyles(theme => ({
  text: {
    ...theme.typography.body2,
    color: theme.palette.text.primary,
    overflowWrap: 'anywhere',
  },
}));

/** How it stands, in a line or two. */
export function StatusText({ status }: { status: GoldenPathStatus }) {
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { state, version = '', latest = '', pullRequest } = status;
  const title = status.templateTitle ?? status.template ?? '';
  const conflicts = pullRequest?.conflicts;
  return (
    <div className={classes.text}>
      <ToneText tone={TONES[state]}>
        <strong>
          <Headline status={status} title={title} />
        </strong>
      </ToneText>
      {isToBeBrought(status) && (
        <div>{t('card.from', { title, version, latest })}</div>
      )}
      {conflicts !== undefined && (
        <ToneText tone={conflicts > 0 ? 'warn' : 'ok'}>
          {conflicts > 0
            ? t('card.conflicts', { count: conflicts })
            : t('card.noConflicts')}
        </ToneText>
      )}
      {status.message && <div>{status.message}</div>}
      <Owners status={status} />
    </div>
  );
}

/** Where nobody is told of new versions. */
function Owners({ status }: { status: GoldenPathStatus }) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const isMade = status.state !== 'no-record' && status.state !== 'unknown';
  return isMade && status.owners.length === 0 ? (
    <ToneText tone="warn">{t('card.noOwner')}</ToneText>
  ) : null;
}

function Headline(props: { status: GoldenPathStatus; title: string }) {
  const { status, title } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { state, version = '', latest = '', behind } = status;
  if (state === 'up-to-date') {
    return <>{t('card.upToDate', { title, version })}</>;
  }
  if (state === 'no-record') {
    return <>{t('card.noRecord')}</>;
  }
  if (state === 'unknown') {
    return <>{t('card.unknown')}</>;
  }
  const changes = changesInWords(status.changes);
  if (state === 'ahead') {
    return (
      <>
        {changes
          ? t('card.aheadOf', { title, latest, what: changes })
          : t('card.ahead', { title, latest })}
      </>
    );
  }
  const what = changes || t('card.noWords');
  return (
    <>
      {behind === undefined
        ? t('card.behindUnknown', { title, latest, what })
        : t('card.behind', { count: behind, what })}
    </>
  );
}
