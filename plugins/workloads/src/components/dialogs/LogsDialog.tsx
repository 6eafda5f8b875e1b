import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkloadRef } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  FairwayDialog,
  LogViewer,
  useLog,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { workloadsApiRef } from '../../api/WorkloadsApi';
import { workloadsTranslationRef } from '../../translation';
import { type LogPick, logTarget, type LogTarget } from '../../view/logTarget';
import { LogSelectors } from './LogSelectors';
import type { WorkloadDialogProps } from './WorkloadDialog';

/** The logs of a workload's containers. */
export function LogsDialog(
  props: Omit<WorkloadDialogProps, 'onApplied'> & { initial?: LogPick },
) {
  const { workload, workloadRef, onClose, initial } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  // Picked once: the log must not change under a reader because another pod
  // got into trouble.
  const [pick, setPick] = useState<LogPick>(
    () => initial ?? { pod: logTarget(workload.pods, {})?.pod.name },
  );
  const target = logTarget(workload.pods, pick);
  return (
    <FairwayDialog
      title={t('action.logsLabel', { name: workload.name })}
      width="xl"
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('logs.close')}</Button>}
    >
      <LogSelectors
        pods={workload.pods}
        pick={pick}
        target={target}
        onPick={setPick}
      />
      {target ? (
        <TargetLog workloadRef={workloadRef} target={target} />
      ) : (
        <EmptyNote
          title={pick.pod === undefined ? t('logs.noPods') : t('logs.podGone')}
        />
      )}
    </FairwayDialog>
  );
}

function TargetLog(props: { workloadRef: WorkloadRef; target: LogTarget }) {
  const { workloadRef, target } = props;
  const { pod, container, previous } = target;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const { value, connection, retry } = useLog(
    api.followLogs({
      ...workloadRef,
      pod: pod.name,
      container: container?.name,
      previous,
      follow: !previous,
    }),
  );
  const name = [pod.name, container?.name].filter(Boolean).join('/');
  return (
    <LogViewer
      label={t('logs.label', { pod: name })}
      log={value}
      connection={connection}
      onRetry={retry}
      previous={previous}
      fileName={`${name.replace('/', '-')}${previous ? '-previous' : ''}.log`}
    />
  );
}
