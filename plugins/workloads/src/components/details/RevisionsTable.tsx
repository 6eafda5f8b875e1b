import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkloadRef } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  DetailTable,
  ErrorNote,
  TableSkeleton,
  Tag,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workloadsTranslationRef } from '../../translation';
import { imagesLabel } from '../../view/image';
import { useRevisions } from '../useRevisions';

/** What a workload was before. */
export function RevisionsTable(props: {
  workloadRef: WorkloadRef;
  /** The revisions may have changed when this does. */
  state: number | string;
}) {
  const { workloadRef, state } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { revisions, error, retry } = useRevisions(workloadRef, state);
  if (error) {
    return <ErrorNote error={error} onRetry={retry} />;
  }
  if (!revisions) {
    return <TableSkeleton label={t('rollback.loading')} rows={2} />;
  }
  if (revisions.length === 0) {
    return <div>{t('details.noRevisions')}</div>;
  }
  return (
    <DetailTable
      label={`${t('details.revisions')}: ${workloadRef.name}`}
      columns={[
        t('details.revision'),
        t('details.created'),
        t('details.images'),
        t('details.changeCause'),
      ]}
      rows={revisions.map(each => ({
        key: String(each.revision),
        cells: [
          <>
            {each.revision} {each.current && <Tag>{t('details.current')}</Tag>}
          </>,
          <Age since={each.createdAt} />,
          imagesLabel(each.images),
          each.changeCause ?? t('details.noChangeCause'),
        ],
      }))}
    />
  );
}
