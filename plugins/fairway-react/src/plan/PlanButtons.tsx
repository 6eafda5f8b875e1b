import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { fairwayReactTranslationRef } from '../translation';
import type { PlanState } from './planState';

const useStyles = makeStyles(theme => ({
  // The main red is too pale under white words in the dark theme.
  dangerous: {
    color: theme.palette.common.white,
    background: '#b3261e',
    '&:hover': { background: '#8c1d18' },
  },
}));

/** The buttons of a plan dialog: out, back, and on to the next step. */
export function PlanButtons(props: {
  state: PlanState;
  applyLabel: string;
  canReview: boolean;
  canApply: boolean;
  dangerous?: boolean;
  /** It can never be applied: there is nothing left but to close. */
  hopeless: boolean;
  /** What is missing before it can be applied. */
  hint?: string;
  onBack?: () => void;
  onClose: () => void;
  onReview: () => void;
}) {
  const { state, hopeless, hint, onBack, onClose } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const { step } = state;
  const applying = step === 'applying';
  return (
    <>
      {step === 'review' && hint && <span aria-live="polite">{hint}</span>}
      <Button onClick={onClose} disabled={applying}>
        {hopeless ? t('plan.close') : t('plan.cancel')}
      </Button>
      {onBack && step !== 'form' && (
        <Button onClick={onBack} disabled={applying}>
          {t('plan.back')}
        </Button>
      )}
      <NextButton {...props} />
    </>
  );
}

function NextButton(props: {
  state: PlanState;
  applyLabel: string;
  canReview: boolean;
  canApply: boolean;
  dangerous?: boolean;
  hopeless: boolean;
  onReview: () => void;
}) {
  const { state, applyLabel, canReview, canApply, hopeless, onReview } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  switch (state.step) {
    case 'form':
      return <Submit disabled={!canReview}>{t('plan.review')}</Submit>;
    case 'review':
      return hopeless ? null : (
        <Submit disabled={!canApply} dangerous={props.dangerous}>
          {applyLabel}
        </Submit>
      );
    case 'applying':
      return <Submit disabled>{t('plan.applying')}</Submit>;
    case 'changed':
      return (
        <Button color="primary" variant="contained" onClick={onReview}>
          {t('plan.reviewAgain')}
        </Button>
      );
    default:
      return null;
  }
}

function Submit(props: {
  disabled: boolean;
  dangerous?: boolean;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Button
      type="submit"
      color="primary"
      variant="contained"
      className={props.dangerous ? classes.dangerous : undefined}
      disabled={props.disabled}
    >
      {props.children}
    </Button>
  );
}
