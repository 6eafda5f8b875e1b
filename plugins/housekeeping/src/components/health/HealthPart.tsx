import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HEALTH_FACTS,
  type HealthFactsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterNotes,
  LoadNote,
  SelectField,
  Total,
  Totals,
  useLive,
  FilterBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { allFacts, countWorkloads, sumFacts } from '../../view/facts';
import { ownersOf } from '../../view/findings';
import type { PartProps } from '../HousekeepingContent';
import { EntityFilterNote } from '../shared/EntityFilterNote';
import { ClusterFilter, OwnerFilter } from '../shared/filters';
import { PartBar, ScopeChoice } from '../shared/PartBar';
import { isRefused } from '../shared/isRefused';
import { useClusterTitles } from '../shared/useClusterTitles';
import { useLoadWords } from '../shared/useLoadWords';
import { FactList } from './FactList';
import { NoFacts } from './NoFacts';

/** As many as the page can take; the totals count all. */
const LIMIT = 2000;

/** What keeps workloads from healing themselves, each with the smallest fix. */
export function HealthPart({ query, onQuery }: PartProps) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const { scope, cluster, entity, fact } = query;
  const live = useLive(
    api.watchHealthFacts({
      ...{ scope, cluster, fact },
      entityRef: entity,
      limit: LIMIT,
    }),
  );
  const titles = useClusterTitles(live.value);
  const words = useLoadWords('health');
  const counts = live.value && sumFacts(live.value);
  const facts = live.value ? allFacts(live.value) : [];
  return (
    <>
      <PartBar
        live={live}
        choices={<ScopeChoice scope={scope} onQuery={onQuery} />}
      />
      <EntityFilterNote query={query} onQuery={onQuery} />
      {live.value && <FactTotals view={live.value} />}
      {!isRefused(live) && (
        <FilterBar
          id="housekeeping-health-text"
          label={t('filter.text')}
          text={query.text}
          onText={text => onQuery({ text })}
        >
          <SelectField
            id="housekeeping-fact"
            label={t('filter.fact')}
            value={fact ?? ''}
            onChange={next => onQuery({ fact: next || undefined })}
            options={[
              { value: '', text: t('filter.all') },
              ...HEALTH_FACTS.map(each => ({
                value: each,
                text: counts
                  ? t('filter.counted', {
                      what: t(`fact.${each}`),
                      number: String(counts[each]),
                    })
                  : t(`fact.${each}`),
              })),
            ]}
          />
          <ClusterFilter titles={titles} query={query} onQuery={onQuery} />
          <OwnerFilter
            owners={ownersOf(facts)}
            query={query}
            onQuery={onQuery}
          />
        </FilterBar>
      )}
      <LoadNote live={live} words={words} />
      {live.value && <ClusterNotes clusters={live.value.clusters} />}
      {live.value &&
        (facts.length > 0 ? (
          <FactList
            view={live.value}
            facts={facts}
            titleOf={
              titles.size > 1 ? name => titles.get(name) ?? name : undefined
            }
            query={query}
            onQuery={onQuery}
          />
        ) : (
          <NoFacts view={live.value} query={query} onQuery={onQuery} />
        ))}
    </>
  );
}

function FactTotals({ view }: { view: HealthFactsView }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const counts = Object.values(sumFacts(view));
  return (
    <Totals>
      <Total label={t('totals.workloads')}>{countWorkloads(view)}</Total>
      <Total label={t('totals.facts')}>
        {counts.reduce((sum, count) => sum + count, 0)}
      </Total>
    </Totals>
  );
}
