import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fairwayReactTranslationRef } from '../translation';
import { ErrorNote } from './ErrorNote';
import { ProgressNote } from './ProgressNote';

/** How the reading of a cluster goes. @public */
export interface ClusterReading {
  name: string;
  title: string;
  state: 'live' | 'syncing' | 'stale' | 'unreachable' | 'forbidden';
  /** Why, in the cluster's words. */
  message?: string;
}

/**
 * What is wrong with clusters, beside what the others tell.
 *
 * @public
 */
export function ClusterNotes(props: { clusters: ClusterReading[] }) {
  return (
    <>
      {props.clusters.map(cluster => (
        <ClusterNote key={cluster.name} cluster={cluster} />
      ))}
    </>
  );
}

function ClusterNote({ cluster }: { cluster: ClusterReading }) {
  const { t } = useTranslationRef(fairwayReactTranslationRef);
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
