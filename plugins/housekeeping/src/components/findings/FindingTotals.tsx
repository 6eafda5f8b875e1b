import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FindingsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Total, Totals } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { sumStates } from '../../view/findings';

/** All findings in a few numbers. */
export function FindingTotals({ view }: { view: FindingsView }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { due, deleting, warned, candidate, ...rest } = sumStates(view);
  const kept = Object.values(rest).reduce((sum, count) => sum + count, 0);
  return (
    <Totals>
      <Total label={t('totals.due')}>{due + deleting}</Total>
      <Total label={t('totals.warned')}>{warned}</Total>
      <Total label={t('totals.candidate')}>{candidate}</Total>
      <Total label={t('totals.kept')}>{kept}</Total>
    </Totals>
  );
}
