import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangeResult } from '@fairway-idp/backstage-plugin-fairway-common';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FairwayDialog } from '../dialog/FairwayDialog';
import { ErrorNote } from '../notes/ErrorNote';
import { Note } from '../notes/Note';
import { errorWords } from '../notes/describeError';
import { ProgressNote } from '../notes/ProgressNote';
import { fairwayReactTranslationRef } from '../translation';
import { PlanButtons } from './PlanButtons';
import { PlanReview } from './PlanReview';
import {
  confirmationOf,
  isHopeless,
  missing,
  type PlanState,
} from './planState';
import { PlanActions, usePlan } from './usePlan';

/** @public */
export interface PlanDialogProps<R = ChangeResult> extends PlanActions<R> {
  /** E.g. "Scale storefront". */
  title: string;
  /** The verb on the button that does it, e.g. "Scale". */
  applyLabel: string;
  onClose(): void;
  /** What has to be said before there can be a plan. Without it, the plan is made at once. */
  form?: { content: ReactNode; complete: boolean };
  /**
   * Ask why, for the audit log. `apply` gets an empty reason otherwise.
   * @defaultValue true
   */
  askReason?: boolean;
  /** It cannot be undone: the button that does it says so by its colour. */
  dangerous?: boolean;
}

/**
 * From wanting a change to having it, in one dialog: say what, review the plan
 * and what the API server says to it, give a reason, apply.
 *
 * Mount it to open it; focus goes back to where it was when it is unmounted.
 *
 * @public
 */
export function PlanDialog<R = ChangeResult>(props: PlanDialogProps<R>) {
  const { title, applyLabel, onClose, form, askReason = true } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const { state, load, back, apply } = usePlan(props, form !== undefined);
  const [reason, setReason] = useState('');
  const [acknowledged, setAcknowledged] = useState(new Set<string>());
  const given = { reason: askReason ? reason : undefined, acknowledged };
  const need = 'plan' in state ? missing(state.plan, given) : undefined;
  const applying = state.step === 'applying';

  const review = () => {
    // A tick stands for what was read, and that is about to be another text.
    setAcknowledged(new Set());
    load();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React passes events of a dialog on to the form that it was opened from.
    event.stopPropagation();
    if (state.step === 'form' && form?.complete) {
      review();
    } else if (state.step === 'review' && !need) {
      apply(confirmationOf(state.plan, given));
    }
  };

  return (
    <FairwayDialog
      title={title}
      onClose={onClose}
      busy={applying}
      onSubmit={submit}
      actions={
        <PlanButtons
          state={state}
          applyLabel={applyLabel}
          canReview={form?.complete ?? false}
          canApply={!need}
          dangerous={props.dangerous}
          hopeless={isHopeless(need)}
          hint={need && t(`plan.needs.${need}`)}
          onBack={form && back}
          onClose={onClose}
          onReview={review}
        />
      }
    >
      <Body
        state={state}
        form={form?.content}
        onReview={review}
        askReason={askReason && !isHopeless(need)}
        reason={reason}
        onReason={setReason}
        acknowledged={acknowledged}
        onAcknowledge={setAcknowledged}
      />
    </FairwayDialog>
  );
}

function Body(props: {
  state: PlanState;
  form: ReactNode;
  onReview: () => void;
  askReason: boolean;
  reason: string;
  onReason: (reason: string) => void;
  acknowledged: ReadonlySet<string>;
  onAcknowledge: (ids: Set<string>) => void;
}) {
  const { state, form, onReview, ...given } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  switch (state.step) {
    case 'form':
      return <>{form}</>;
    case 'loading':
      return <ProgressNote>{t('plan.loading')}</ProgressNote>;
    case 'loadFailed':
      return (
        <ErrorNote
          title={t('plan.loadFailed')}
          error={state.error}
          onRetry={onReview}
        />
      );
    default:
      return (
        <>
          <PlanReview
            plan={state.plan}
            readOnly={state.step !== 'review'}
            {...given}
          />
          {state.step === 'review' && state.error && (
            <ErrorNote title={t('plan.applyFailed')} error={state.error} />
          )}
          {state.step === 'changed' && (
            <Note tone="bad" role="alert" title={t('plan.changed')}>
              {errorWords(state.error)}
              <div>{t('plan.changedTodo')}</div>
            </Note>
          )}
        </>
      );
  }
}
