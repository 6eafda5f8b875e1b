import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatAmount,
  UsageBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import { shareOf, type Use } from '../../view/quota';
import { useResourceName } from './useResourceName';

/** What is used of one resource. */
export function ResourceBar(props: {
  use: Use;
  /** A short name and no unit twice, for a narrow column. */
  short?: boolean;
  hideLabel?: boolean;
}) {
  const { use, short, hideLabel } = props;
  const name = useResourceName(use.resource, short);
  return (
    <UsageBar
      label={name}
      words={useWordsOf(use)}
      share={shareOf(use)}
      hideLabel={hideLabel}
    />
  );
}

/** `0.5 of 2`, `1.5 of 4 GiB`. */
function useWordsOf({ resource, used, hard }: Use): string {
  const { t } = useTranslationRef(environmentsTranslationRef);
  if (hard === undefined) {
    return t('quota.unknown');
  }
  const most = formatAmount(resource, hard);
  return used === undefined
    ? t('quota.unknownOf', { hard: most })
    : t('quota.usedOf', {
        used: formatAmount(resource, used, hard).split(' ')[0],
        hard: most,
      });
}
