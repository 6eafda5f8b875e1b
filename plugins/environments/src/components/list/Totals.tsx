import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatMoney,
  Total,
  Totals as TotalList,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import { sumCost } from '../../view/money';
import { countStates } from '../../view/query';

/** All of them in a few numbers. */
export function Totals(props: {
  environments: EnvironmentView[];
  now: number;
}) {
  const { environments, now } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const counts = countStates(environments, now);
  const cost = sumCost(environments);
  const money = (amount: number) => formatMoney(amount, cost.currency ?? '');
  const blocked = environments.filter(view => view.blocked.length > 0).length;
  return (
    <TotalList>
      <Total label={t('totals.all')}>{environments.length}</Total>
      <Total label={t('totals.awake')}>{counts.awake}</Total>
      <Total label={t('totals.asleep')}>{counts.asleep}</Total>
      {counts.expiring > 0 && (
        <Total label={t('totals.expiring')}>{counts.expiring}</Total>
      )}
      {blocked > 0 && <Total label={t('totals.blocked')}>{blocked}</Total>}
      <Total
        label={
          cost.unknown > 0
            ? t('totals.costUnknown', { count: cost.unknown })
            : t('totals.cost')
        }
      >
        {cost.unknown === environments.length
          ? t('cost.unknown')
          : money(cost.perMonth)}
      </Total>
      {cost.saved > 0 && (
        <Total label={t('totals.saved')}>{money(cost.saved)}</Total>
      )}
    </TotalList>
  );
}
