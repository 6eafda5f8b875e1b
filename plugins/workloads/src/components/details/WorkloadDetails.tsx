import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WorkloadRef,
  WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailSection,
  ErrorNote,
  TableSkeleton,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workloadsApiRef } from '../../api/WorkloadsApi';
import { workloadsTranslationRef } from '../../translation';
import { revisionState } from '../../view/grouping';
import type { OpenDialog } from '../dialogs/openDialog';
import { EventsTable } from './EventsTable';
import { PodsTable } from './PodsTable';
import { RevisionsTable } from './RevisionsTable';

/** Kinds whose earlier templates the cluster keeps. */
const REVISIONED = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Pods, events and revisions of the workload that is opened. */
export function WorkloadDetails(props: {
  workload: WorkloadView;
  workloadRef: WorkloadRef;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { workload, workloadRef, onOpen } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const api = useApi(workloadsApiRef);
  const { value, connection, retry } = useLive(api.watchWorkload(workloadRef));
  // The stream of the page has the pods too, and has them already.
  const { name } = workload;
  return (
    <>
      {connection.state === 'failed' && connection.error && (
        <ErrorNote
          title={t('details.failed')}
          error={connection.error}
          onRetry={retry}
        />
      )}
      <DetailSection title={t('details.pods')} of={name}>
        <PodsTable workload={value?.workload ?? workload} onOpen={onOpen} />
      </DetailSection>
      <DetailSection title={t('details.events')} of={name}>
        {value && <EventsTable events={value.events} of={name} />}
        {!value && connection.state !== 'failed' && (
          <TableSkeleton label={t('loading')} rows={2} />
        )}
      </DetailSection>
      {REVISIONED.has(workload.kind) && (
        <DetailSection title={t('details.revisions')} of={name}>
          <RevisionsTable
            workloadRef={workloadRef}
            state={revisionState(workload)}
          />
        </DetailSection>
      )}
    </>
  );
}
