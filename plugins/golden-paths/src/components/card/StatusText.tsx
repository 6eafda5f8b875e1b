import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GoldenPathStatus } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ToneText,
  type Tone,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { goldenPathsTranslationRef } from '../../translation';
import { changesInWords } from '../../view/status';

const TONES: Record<GoldenPathStatus['state'], Tone> = {
  'up-to-date': 'ok',
  behind: 'warn',
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
  const isMade = state !== 'no-record' && state !== 'unknown';
  return (
    <div className={classes.text}>
      <ToneText tone={TONES[state]}>
        <strong>
          <Headline status={status} title={title} />
        </strong>
      </ToneText>
      {(state === 'behind' || state === 'pull-request') && (
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
      {isMade && status.owners.length === 0 && (
        <ToneText tone="warn">{t('card.noOwner')}</ToneText>
      )}
    </div>
  );
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
  const what = changesInWords(status.changes) || t('card.noWords');
  return (
    <>
      {behind === undefined
        ? t('card.behindUnknown', { title, latest, what })
        : t('card.behind', { count: behind, what })}
    </>
  );
}
