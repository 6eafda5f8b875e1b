import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RevisionView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  ErrorNote,
  PlanDialog,
  ProgressNote,
  YamlDiff,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import { type Change, workloadsApiRef } from '../../api/WorkloadsApi';
import { workloadsTranslationRef } from '../../translation';
import { revisionState } from '../../view/grouping';
import { useRevisions } from '../useRevisions';
import { RevisionChoice } from './RevisionChoice';
import type { WorkloadDialogProps } from './WorkloadDialog';

/** Choose a revision, see what differs, review, roll back. */
export function RollbackDialog(props: WorkloadDialogProps) {
  const { workload, workloadRef: ref, onClose, onApplied } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const { revisions, error, retry } = useRevisions(
    ref,
    revisionState(workload),
  );
  const [picked, setPicked] = useState<number>();
  const chosen = chooseRevision(revisions, picked);
  const change: Change = {
    action: 'rollback',
    ref,
    toRevision: chosen?.revision ?? 0,
  };
  return (
    <PlanDialog
      title={t('action.rollbackLabel', { name: workload.name })}
      applyLabel={t('action.rollback')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: chosen !== undefined,
        content: error ? (
          <ErrorNote error={error} onRetry={retry} />
        ) : (
          <Form revisions={revisions} chosen={chosen} onPick={setPicked} />
        ),
      }}
    />
  );
}

/** What was picked, else the one before the current, as kubectl does. */
function chooseRevision(
  revisions: RevisionView[] | undefined,
  picked: number | undefined,
): RevisionView | undefined {
  const possible = revisions?.filter(({ current }) => !current) ?? [];
  return possible.find(({ revision }) => revision === picked) ?? possible[0];
}

function Form(props: {
  revisions?: RevisionView[];
  chosen?: RevisionView;
  onPick: (revision: number) => void;
}) {
  const { revisions, chosen, onPick } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  if (!revisions) {
    return <ProgressNote>{t('rollback.loading')}</ProgressNote>;
  }
  if (!chosen) {
    return <EmptyNote title={t('rollback.none')} />;
  }
  const current = revisions.find(each => each.current);
  return (
    <>
      <RevisionChoice
        revisions={revisions}
        chosen={chosen.revision}
        onPick={onPick}
      />
      {current && (
        <YamlDiff
          before={current.template}
          after={chosen.template}
          label={t('rollback.diff', { revision: String(chosen.revision) })}
        />
      )}
    </>
  );
}
