import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  FilterBar,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import {
  countStates,
  type Query,
  SORTS,
  STATE_FILTERS,
} from '../../view/query';

/** What of the workspaces to show. */
export function Filters(props: {
  workspaces: WorkspaceView[];
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  now: number;
  /** There are no column titles to sort by. */
  withSort: boolean;
}) {
  const { workspaces, query, onQuery, now, withSort } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const counts = countStates(workspaces, now);
  return (
    <FilterBar
      id="workspaces-text"
      label={t('filter.text')}
      text={query.text}
      onText={text => onQuery({ text })}
    >
      <SelectField
        id="workspaces-state"
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
          id="workspaces-sort"
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
