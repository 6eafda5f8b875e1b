import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workloadsTranslationRef } from '../../translation';

/** What is wrong with one cluster, beside what the others tell. */
export function ClusterNote({ cluster }: { cluster: ClusterView }) {
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { state, message, title } = cluster;
  if (state === 'live' && !message) {
    return null;
  }
  if (state === 'syncing') {
    return <ProgressNote>{t('cluster.syncing', { title })}</ProgressNote>;
  }
  return (
    <ErrorNote
      title={t(`cluster.${state}`, { title })}
      error={new Error(message ?? '')}
    />
  );
}
