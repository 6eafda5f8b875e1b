import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { type Change, workloadsApiRef } from '../../api/WorkloadsApi';
import { workloadsTranslationRef } from '../../translation';
import { parseReplicas, type ReplicasInput } from '../../view/replicas';
import type { WorkloadDialogProps } from './WorkloadDialog';

/** Say how many, review, scale. */
export function ScaleDialog(props: WorkloadDialogProps) {
  const { workload, workloadRef: ref, onClose, onApplied } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const now = workload.replicas?.desired ?? 0;
  const [text, setText] = useState(() => String(now));
  const input = parseReplicas(text);
  const change: Change = {
    action: 'scale',
    ref,
    replicas: input.ok ? input.replicas : now,
  };
  return (
    <PlanDialog
      title={t('action.scaleLabel', { name: workload.name })}
      applyLabel={t('action.scale')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: input.ok,
        content: (
          <TextField
            id="workloads-scale-replicas"
            label={t('scale.replicas')}
            value={text}
            onChange={event => setText(event.target.value)}
            onFocus={event => event.target.select()}
            error={!input.ok}
            helperText={useHelp(input, now)}
            inputProps={{ inputMode: 'numeric', autoComplete: 'off' }}
            // A dialog has to take the focus; this is its first field.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            fullWidth
            margin="dense"
            variant="outlined"
          />
        ),
      }}
    />
  );
}

function useHelp(input: ReplicasInput, now: number): string {
  const { t } = useTranslationRef(workloadsTranslationRef);
  if (!input.ok) {
    return input.error;
  }
  return input.replicas === now
    ? t('scale.same', { now: String(now) })
    : t('scale.nowAndWanted', {
        now: String(now),
        wanted: String(input.replicas),
      });
}
