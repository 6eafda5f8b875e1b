import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdoptionFigures } from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsTranslationRef } from '../../translation';
import { formatSeconds, formatShare } from '../../view/adoption';

/** How figures are written; what is not known is said to be so. */
export function useFigureWords() {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const unknown = t('adoption.unknown');
  const part = (some: number, of: number) =>
    of === 0
      ? unknown
      : `${formatShare(some / of)} (${t('adoption.share', {
          part: String(some),
          of: String(of),
        })})`;
  return {
    part,
    rate: ({ successRate }: AdoptionFigures) =>
      successRate === undefined ? unknown : formatShare(successRate),
    wait: ({ secondsToReady }: AdoptionFigures) =>
      secondsToReady === undefined ? unknown : formatSeconds(secondsToReady),
    alive: ({ of, alive }: AdoptionFigures['alive30']) => part(alive, of),
  };
}
