import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type {
  UpgradePlan,
  UpgradeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import { linesOf } from '../../view/status';

/** Review what an upgrade changes, say why, have its pull request. */
export function UpgradeDialog(props: {
  entityRef: string;
  name: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { entityRef, name, onClose, onDone } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  const toasts = useApi(toastApiRef);
  const reasonsOf = (plan: UpgradePlan) => {
    const { conflicts, files, more } = linesOf(plan);
    return [
      ...conflicts.map(({ path, message }) =>
        t('card.conflict', { path, message }),
      ),
      ...files.map(({ kind, path }) => t('card.file', { kind, path })),
      ...(more > 0 ? [t('card.more', { number: String(more) })] : []),
    ];
  };
  return (
    <PlanDialog<UpgradeResult>
      title={t('card.dialog', { name })}
      applyLabel={t('card.apply')}
      loadPlan={async signal => {
        const plan = await api.planUpgrade(entityRef, signal);
        return { ...plan, reasons: reasonsOf(plan) };
      }}
      apply={confirmation => api.upgrade(entityRef, confirmation)}
      onApplied={({ message, outcome }) => {
        toasts.post({
          title: message,
          status: outcome === 'unchanged' ? 'info' : 'success',
        });
        onDone();
      }}
      onClose={onClose}
    />
  );
}
