import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { workloadsApiRef } from '../../api/WorkloadsApi';
import { workloadsTranslationRef } from '../../translation';
import type { WorkloadDialogProps } from './WorkloadDialog';

/** Review a restart and do it. */
export function RestartDialog(props: WorkloadDialogProps) {
  const { workload, workloadRef: ref, onClose, onApplied } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const change = { action: 'restart', ref } as const;
  return (
    <PlanDialog
      title={t('action.restartLabel', { name: workload.name })}
      applyLabel={t('action.restart')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
    />
  );
}
