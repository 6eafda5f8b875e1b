import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RunPlan,
  RunResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  PlanDialog,
  SelectField,
  withLocalTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';

/** Say where, review what a pass would do, have it run. */
export function RunDialog(props: {
  titles: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { titles, onClose } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const toasts = useApi(toastApiRef);
  const [cluster, setCluster] = useState('');
  const wish = cluster ? { cluster } : {};
  const { linesOf, toastOf } = useRunWords();
  return (
    <PlanDialog<RunResult>
      title={t('action.runLabel')}
      applyLabel={t('action.run')}
      dangerous
      loadPlan={async signal => {
        const plan = await api.planRun(wish, signal);
        return { ...plan, reasons: linesOf(plan) };
      }}
      apply={confirmation => api.run(wish, confirmation)}
      onApplied={result => {
        onClose();
        toasts.post(toastOf(result));
      }}
      onClose={onClose}
      form={
        titles.size > 1
          ? {
              complete: true,
              content: (
                <SelectField
                  id="housekeeping-run-cluster"
                  label={t('run.cluster')}
                  value={cluster}
                  onChange={setCluster}
                  options={[
                    { value: '', text: t('run.allClusters') },
                    ...[...titles].map(([value, text]) => ({ value, text })),
                  ]}
                />
              ),
            }
          : undefined
      }
    />
  );
}

/** What a pass would do, and what it did, cluster by cluster. */
function useRunWords() {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const linesOf = ({ clusters }: RunPlan) =>
    clusters.flatMap(({ title, warn, blocked, message, ...counts }) => {
      if (message) {
        return [t('run.leftOut', { title, why: message })];
      }
      const line = t('run.line', {
        title,
        warn: String(warn),
        delete: String(counts.delete),
      });
      return blocked
        ? [line, t('run.lineBlocked', { title, why: blocked })]
        : [line];
    });
  const toastOf = ({ message, clusters }: RunResult) => {
    const problems = clusters.flatMap(each => each.problems);
    return {
      title: withLocalTimes(message),
      description: [
        ...clusters.map(({ title, ...counts }) =>
          t('run.result', {
            title,
            looked: String(counts.looked),
            warned: String(counts.warned),
            deleted: String(counts.deleted),
            refused: String(counts.refused),
            kept: String(counts.kept),
          }),
        ),
        ...problems,
      ].join('; '),
      status: problems.length > 0 ? ('warning' as const) : ('success' as const),
    };
  };
  return { linesOf, toastOf };
}
