import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FINDING_STATES,
  type FindingsView,
  type FindingState,
  type RulesView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  SelectField,
  FilterBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { allFindings, ownersOf, sumStates } from '../../view/findings';
import type { Query } from '../../view/query';
import { ClusterFilter, OwnerFilter } from '../shared/filters';

/** What of the findings to show. */
export function Filters(props: {
  view?: FindingsView;
  rules?: RulesView;
  titles: ReadonlyMap<string, string>;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { view, rules, titles, query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const counts = view && sumStates(view);
  const owners = view ? ownersOf(allFindings(view)) : [];
  const textOf = (state: FindingState) =>
    counts
      ? t('filter.counted', {
          what: t(`state.${state}`),
          number: String(counts[state]),
        })
      : t(`state.${state}`);
  return (
    <FilterBar
      id="housekeeping-findings-text"
      label={t('filter.text')}
      text={query.text}
      onText={text => onQuery({ text })}
    >
      <SelectField
        id="housekeeping-rule"
        label={t('filter.rule')}
        value={query.rule ?? ''}
        onChange={rule => onQuery({ rule: rule || undefined })}
        options={[
          { value: '', text: t('filter.all') },
          ...ruleOptions(rules, query.rule),
        ]}
      />
      <SelectField
        id="housekeeping-state"
        label={t('filter.state')}
        value={query.state ?? ''}
        onChange={state => onQuery({ state: state || undefined })}
        options={[
          { value: '', text: t('filter.all') },
          ...FINDING_STATES.map(state => ({
            value: state,
            text: textOf(state),
          })),
        ]}
      />
      <ClusterFilter titles={titles} query={query} onQuery={onQuery} />
      <OwnerFilter owners={owners} query={query} onQuery={onQuery} />
    </FilterBar>
  );
}

/** The rules, and the one that is asked for also where they are not known. */
function ruleOptions(rules: RulesView | undefined, asked: string | undefined) {
  const options = (rules?.rules ?? []).map(({ id, title }) => ({
    value: id,
    text: title,
  }));
  return asked && !options.some(({ value }) => value === asked)
    ? [...options, { value: asked, text: asked }]
    : options;
}
