import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentView,
  EnvironmentViewState,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  TextWithTimes,
  type Tone,
  ToneChip,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { isChanging, progressOf } from '../../view/environments';

const TONES: Record<EnvironmentViewState, Tone> = {
  creating: 'progress',
  awake: 'ok',
  'falling-asleep': 'progress',
  asleep: 'paused',
  waking: 'progress',
  deleting: 'progress',
  stuck: 'bad',
  garbled: 'warn',
  unknown: 'unknown',
};

/** The backend's sentence says no more than the state itself. */
const SELF_EVIDENT: ReadonlySet<EnvironmentViewState> = new Set([
  'awake',
  'asleep',
  'falling-asleep',
  'waking',
  'deleting',
]);

const useStyles = makeStyles(theme => ({
  words: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
  bar: {
    marginTop: theme.spacing(0.5),
    maxWidth: 160,
    borderRadius: 2,
    backgroundColor: theme.palette.divider,
  },
}));

/** What an environment is doing, how far it has come, and what is in its way. */
export function StateCell({ view }: { view: EnvironmentView }) {
  const { state, message, problems, blocked } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      <ToneChip tone={TONES[state]}>{t(`state.${state}`)}</ToneChip>
      <Progress view={view} />
      {!SELF_EVIDENT.has(state) && (
        <div className={classes.words}>
          <TextWithTimes text={message} />
        </div>
      )}
      {blocked.length > 0 && (
        <div className={classes.words}>
          <ToneText tone="bad">
            {t('row.blocked', { count: blocked.length })}
          </ToneText>
        </div>
      )}
      {problems.length > 0 && (
        <div className={classes.words}>
          <ToneText tone="warn">
            {t('row.problems', { count: problems.length })}
          </ToneText>
        </div>
      )}
    </>
  );
}

function Progress({ view }: { view: EnvironmentView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const progress = progressOf(view);
  const words =
    progress &&
    t(`row.progress.${progress.what}`, {
      done: String(progress.done),
      all: String(progress.all),
    });
  return (
    <>
      {words && <div className={classes.words}>{words}</div>}
      {isChanging(view) && (
        <LinearProgress
          className={classes.bar}
          aria-label={words ?? t(`state.${view.state}`)}
          {...(progress
            ? {
                variant: 'determinate',
                value: (100 * progress.done) / progress.all,
              }
            : {})}
        />
      )}
    </>
  );
}
