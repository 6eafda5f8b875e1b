import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CAPACITY_RANGES,
  CAPACITY_RESOURCES,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Choice,
  ClusterNotes,
  EmptyNote,
  LoadNote,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import type { PartProps } from '../HousekeepingContent';
import { PartBar } from '../shared/PartBar';
import { useLoadWords } from '../shared/useLoadWords';
import { ClusterCapacity } from './ClusterCapacity';

/** How much room there is, and how that went. */
export function CapacityPart({ query, onQuery }: PartProps) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const { range, resource } = query;
  const live = useLive(api.watchCapacity({ range }));
  const words = useLoadWords('capacity');
  const view = live.value;
  return (
    <>
      <PartBar
        live={live}
        choices={
          <>
            <Choice
              label={t('capacity.resource')}
              value={resource}
              options={CAPACITY_RESOURCES.map(value => ({
                value,
                text: t(`capacity.resources.${value}`),
              }))}
              onChange={next => onQuery({ resource: next })}
            />
            <Choice
              label={t('capacity.range')}
              value={range}
              options={CAPACITY_RANGES.map(value => ({
                value,
                text: t(`capacity.ranges.${value}`),
              }))}
              onChange={next => onQuery({ range: next })}
            />
          </>
        }
      />
      <LoadNote live={live} words={words} />
      {view && <ClusterNotes clusters={view.clusters} />}
      {view?.clusters.length === 0 && (
        <EmptyNote title={t('empty.noCluster')}>
          {t('empty.noClusterTodo')}
        </EmptyNote>
      )}
      {view?.clusters.map(cluster => (
        <ClusterCapacity
          key={cluster.name}
          cluster={cluster}
          view={view}
          resource={resource}
        />
      ))}
    </>
  );
}
