import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CapacityPool,
  CapacityResource,
  CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatAmount,
  momentsOf,
  type TrendLine,
  TrendView,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { trendOf } from '../../view/capacity';

/** How one resource of a pool went: a chart, or the table behind it. */
export function PoolTrend(props: {
  pool: CapacityPool;
  view: CapacityView;
  resource: CapacityResource;
}) {
  const { pool, view, resource } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const lines = trendOf(pool, resource, kind => t(`capacity.${kind}`));
  const format = (value: number) =>
    formatAmount(resource, value, pool[resource].allocatable || value);
  const title = t('capacity.trend', {
    resource: t(`capacity.units.${resource}`),
    name: pool.name,
    range: t(`capacity.ranges.${view.range}`),
  });
  const sentence = useSentence(title, lines, format);
  return (
    <TrendView
      title={title}
      lines={lines}
      format={format}
      tooFew={
        momentsOf(lines).length < 2
          ? t('capacity.tooFew', { seconds: String(view.resolutionSeconds) })
          : undefined
      }
      sentence={sentence}
      unknown={t('capacity.unknown')}
      time={t('capacity.time')}
    />
  );
}

/** What the chart shows, for those who hear the page. */
function useSentence(
  what: string,
  lines: TrendLine[],
  format: (value: number) => string,
): string {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const values = (key: string) =>
    (lines.find(line => line.key === key)?.points ?? []).flatMap(
      ({ value }) => value ?? [],
    );
  const requested = values('requested');
  return t('capacity.chart', {
    what,
    first: format(requested[0] ?? 0),
    last: format(requested[requested.length - 1] ?? 0),
    most: format(Math.max(0, ...requested)),
    all: format(values('allocatable').at(-1) ?? 0),
  });
}
