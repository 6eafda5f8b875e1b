import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FindingsView,
  RulesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { EmptyNote } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { isComplete } from '../../view/findings';
import { isFiltered, type Query } from '../../view/query';
import { ClearFilters } from '../shared/ClearFilters';
import { WiderScope } from '../shared/WiderScope';

/** Nothing was found, and what that means. */
export function NoFindings(props: {
  view: FindingsView;
  rules?: RulesView;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { view, rules, query, onQuery } = props;
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
  const on = rules?.rules.filter(({ enabled }) => enabled) ?? [];
  return (
    <EmptyNote
      title={t(`empty.findings.${query.scope}`)}
      actions={<WiderScope query={query} onQuery={onQuery} />}
    >
      <p>{t('empty.findingsHelp')}</p>
      {on.length > 0 && (
        <p>
          {t('empty.rules', {
            rules: on.map(({ title }) => title).join(', '),
          })}
        </p>
      )}
    </EmptyNote>
  );
}
