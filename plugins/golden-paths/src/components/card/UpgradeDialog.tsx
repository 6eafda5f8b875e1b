import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type {
  GoldenPathStatus,
  UpgradePlan,
  UpgradeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import { parametersOf, type Answers } from '../../view/missing';
import { linesOf } from '../../view/status';
import { MissingParameters } from './MissingParameters';

/** Review what an upgrade changes, say why, have its pull request. */
export function UpgradeDialog(props: {
  entityRef: string;
  name: string;
  /** Tells the version to which it is upgraded, and what that asks for. */
  status: Pick<GoldenPathStatus, 'latest' | 'missing' | 'state'>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { entityRef, name, onClose, onDone } = props;
  const { latest = '', missing = [] } = props.status;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  const toasts = useApi(toastApiRef);
  const [answers, setAnswers] = useState<Answers>({});
  const { parameters, isComplete } = parametersOf(missing, answers);
  const input = {
    entityRef,
    ...(missing.length > 0 && { parameters }),
  };
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
      title={t(
        props.status.state === 'ahead' ? 'card.backDialog' : 'card.dialog',
        { name, latest },
      )}
      applyLabel={t('card.apply')}
      {...(missing.length > 0 && {
        form: {
          complete: isComplete,
          content: (
            <MissingParameters
              latest={latest}
              missing={missing}
              answers={answers}
              onChange={setAnswers}
            />
          ),
        },
      })}
      loadPlan={async signal => {
        const plan = await api.planUpgrade(input, signal);
        return { ...plan, reasons: reasonsOf(plan) };
      }}
      apply={confirmation => api.upgrade(input, confirmation)}
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
