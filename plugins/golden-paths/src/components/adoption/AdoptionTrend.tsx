import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type TrendLine,
  TrendView,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../../translation';

/** How a figure of adoption went. */
export function AdoptionTrend({
  title,
  lines,
  format,
}: {
  title: string;
  lines: TrendLine[];
  format: (value: number) => string;
}) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const known = lines[0].points.flatMap(({ value }) => value ?? []);
  const isKnown = known.length > 1;
  return (
    <TrendView
      title={title}
      lines={lines}
      format={format}
      tooFew={isKnown ? undefined : t('adoption.tooFew')}
      sentence={
        isKnown
          ? t('adoption.chart', {
              what: title,
              least: format(Math.min(...known)),
              most: format(Math.max(...known)),
              last: format(known[known.length - 1]),
            })
          : title
      }
      unknown={t('adoption.unknown')}
      time={t('adoption.period')}
    />
  );
}
