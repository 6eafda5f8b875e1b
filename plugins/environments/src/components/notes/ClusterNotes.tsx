import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentCluster,
  EnvironmentsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** What is wrong with clusters, beside what the others tell. */
export function ClusterNotes({ view }: { view: EnvironmentsView }) {
  return (
    <>
      {view.clusters.map(cluster => (
        <ClusterNote key={cluster.name} cluster={cluster} />
      ))}
    </>
  );
}

function ClusterNote({ cluster }: { cluster: EnvironmentCluster }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
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
