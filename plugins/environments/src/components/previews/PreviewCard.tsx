import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PreviewState,
  PreviewView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  TextWithTimes,
  type Tone,
  ToneChip,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { isPending } from '../../view/previews';
import { DetailsButton } from '../details/DetailsButton';
import type { OpenDialog } from '../dialogs/openDialog';
import { PreviewActions } from './PreviewActions';
import { PreviewAddress } from './PreviewAddress';
import { PreviewFacts } from './PreviewFacts';
import { PullRequestLine } from './PullRequestLine';

const TONES: Record<PreviewState, Tone> = {
  waiting: 'progress',
  deploying: 'progress',
  ready: 'ok',
  failed: 'bad',
  asleep: 'paused',
  waking: 'progress',
  deleting: 'progress',
  deleted: 'unknown',
  unknown: 'unknown',
};

const useStyles = makeStyles(theme => ({
  card: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 2),
  },
  state: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
  },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  bar: {
    marginBottom: theme.spacing(1),
    maxWidth: 320,
    borderRadius: 2,
    backgroundColor: theme.palette.divider,
  },
}));

/** A pull request with its preview. */
export function PreviewCard(props: {
  preview: PreviewView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { preview, onOpen } = props;
  const { state, message, problems, environment, pullRequest } = preview;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const name = `#${pullRequest.number}`;
  return (
    <Paper
      component="section"
      className={classes.card}
      aria-label={t('previews.of', { name, title: pullRequest.title })}
    >
      <div className={classes.head}>
        <PullRequestLine preview={preview} />
        <PreviewActions preview={preview} onOpen={onOpen} />
      </div>
      <div className={classes.state}>
        <ToneChip tone={TONES[state]}>{t(`previewState.${state}`)}</ToneChip>
        <span className={classes.words}>
          <TextWithTimes text={message} />
        </span>
      </div>
      {isPending(preview) && (
        <LinearProgress
          className={classes.bar}
          aria-label={t(`previewState.${state}`)}
        />
      )}
      {problems.map(problem => (
        <ToneText key={problem} tone="warn">
          <TextWithTimes text={problem} />
        </ToneText>
      ))}
      {preview.url && <PreviewAddress url={preview.url} name={name} />}
      <PreviewFacts preview={preview} />
      {environment && <DetailsButton view={environment} name={name} />}
    </Paper>
  );
}
