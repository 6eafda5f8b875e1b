import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ENVIRONMENT_KINDS,
  type EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  FilterBar,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import {
  countStates,
  type Query,
  SORTS,
  STATE_FILTERS,
} from '../../view/query';

/** What of the environments to show. */
export function Filters(props: {
  environments: EnvironmentView[];
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  now: number;
  /** There are no column titles to sort by. */
  withSort: boolean;
}) {
  const { environments, query, onQuery, now, withSort } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const counts = countStates(environments, now);
  const kinds = ENVIRONMENT_KINDS.map(kind => ({
    kind,
    count: environments.filter(view => view.kind === kind).length,
  }));
  return (
    <FilterBar
      id="environments-text"
      label={t('filter.text')}
      text={query.text}
      onText={text => onQuery({ text })}
    >
      <SelectField
        id="environments-kind"
        label={t('filter.kind')}
        value={query.kind ?? ''}
        onChange={kind => onQuery({ kind: kind || undefined })}
        options={[
          { value: '', text: t('filter.all') },
          ...kinds.map(({ kind, count }) => ({
            value: kind,
            text: t('filter.counted', {
              what: t(`kinds.${kind}`),
              number: String(count),
            }),
          })),
        ]}
      />
      <SelectField
        id="environments-state"
        label={t('filter.state')}
        value={query.state ?? ''}
        onChange={state => onQuery({ state: state || undefined })}
        options={[
          { value: '', text: t('filter.all') },
          ...STATE_FILTERS.map(state => ({
            value: state,
            text: t('filter.counted', {
              what: t(`stateFilter.${state}`),
              number: String(counts[state]),
            }),
          })),
        ]}
      />
      {withSort && (
        <SelectField
          id="environments-sort"
          label={t('filter.sort')}
          value={query.sort}
          onChange={sort => onQuery({ sort, descending: false })}
          options={SORTS.map(sort => ({
            value: sort,
            text: t(`sort.${sort}`),
          }))}
        />
      )}
    </FilterBar>
  );
}
