import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatMoney,
  Total,
  Totals,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import { sumCost } from '../../view/cost';
import { countStates } from '../../view/query';

/** All of them in a few numbers. */
export function WorkspaceTotals(props: {
  workspaces: WorkspaceView[];
  now: number;
}) {
  const { workspaces, now } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const counts = countStates(workspaces, now);
  const { perMonth, currency, unknown } = sumCost(workspaces);
  return (
    <Totals>
      <Total label={t('totals.all')}>{workspaces.length}</Total>
      <Total label={t('totals.running')}>{counts.running}</Total>
      <Total label={t('totals.stopped')}>{counts.stopped}</Total>
      {counts.trouble > 0 && (
        <Total label={t('totals.trouble')}>{counts.trouble}</Total>
      )}
      <Total
        label={
          unknown > 0
            ? t('totals.costUnknown', { count: unknown })
            : t('totals.cost')
        }
      >
        {perMonth === undefined || currency === undefined
          ? t('row.costUnknown')
          : formatMoney(perMonth, currency)}
      </Total>
    </Totals>
  );
}
