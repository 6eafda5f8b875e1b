import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceStep } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  TextWithTimes,
  type Tone,
  ToneText,
  VisuallyHidden,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';

const TONES: Record<WorkspaceStep['status'], Tone> = {
  waiting: 'paused',
  active: 'progress',
  done: 'ok',
  failed: 'bad',
};

const useStyles = makeStyles(theme => ({
  steps: {
    display: 'grid',
    gap: theme.spacing(0.5),
    margin: theme.spacing(1, 0),
    padding: 0,
    listStyle: 'none',
  },
  words: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

/** How far a start has come, and what is in its way. */
export function StepList(props: {
  steps: WorkspaceStep[];
  /** Said already, above the steps. */
  said?: string;
}) {
  const { steps, said } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  if (steps.length === 0) {
    return null;
  }
  return (
    <ol className={classes.steps} aria-label={t('step.list')}>
      {steps.map(({ id, label, status, message }) => (
        <li key={id}>
          <ToneText tone={TONES[status]}>
            {label}
            <VisuallyHidden>: {t(`step.${status}`)}</VisuallyHidden>
            {message && message !== said && (
              <div className={classes.words}>
                <TextWithTimes text={message} />
              </div>
            )}
          </ToneText>
        </li>
      ))}
    </ol>
  );
}
