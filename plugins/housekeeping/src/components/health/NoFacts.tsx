import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthFactsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { EmptyNote } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { countWorkloads } from '../../view/facts';
import { isComplete } from '../../view/findings';
import { isFiltered, type Query } from '../../view/query';
import { ClearFilters } from '../shared/ClearFilters';
import { WiderScope } from '../shared/WiderScope';

/** Nothing is missing, and what that means. */
export function NoFacts(props: {
  view: HealthFactsView;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { view, query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (view.clusters.length === 0 && !query.cluster) {
    return (
      <EmptyNote title={t('empty.noCluster')}>
        {t('empty.noClusterTodo')}
      </EmptyNote>
    );
  }
  if (isFiltered(query)) {
    return (
      <EmptyNote
        title={t('empty.filtered')}
        actions={<ClearFilters onQuery={onQuery} />}
      />
    );
  }
  if (!isComplete(view)) {
    return null;
  }
  const title =
    countWorkloads(view) === 0
      ? t('empty.healthNone')
      : t(`empty.health.${query.scope}`);
  return (
    <EmptyNote
      title={title}
      actions={<WiderScope query={query} onQuery={onQuery} />}
    >
      {t('empty.healthHelp')}
    </EmptyNote>
  );
}
