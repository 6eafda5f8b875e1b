import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CleanupFinding,
  HousekeepingResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import {
  housekeepingApiRef,
  type ObjectChange,
} from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf, refOf } from '../../view/findings';

/** What every dialog about an object is given. */
export interface ChangeProps {
  finding: CleanupFinding;
  onClose: () => void;
  onApplied: (result: HousekeepingResult) => void;
}

/** Review what needs no more to be said, and do it. */
export function ChangeDialog(
  props: ChangeProps & { verb: 'protect' | 'delete' },
) {
  const { verb, finding, onClose, onApplied } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const name = nameOf(finding);
  const ref = refOf(finding);
  const ends = verb === 'protect' && finding.protection !== undefined;
  const change: ObjectChange =
    verb === 'protect'
      ? { action: verb, ref, protect: !ends }
      : { action: verb, ref };
  const words = ends ? 'unprotect' : verb;
  return (
    <PlanDialog
      title={t(`action.${words}Label`, { name })}
      applyLabel={
        words === 'delete' ? t('action.deleteApply') : t(`action.${words}`)
      }
      dangerous={verb === 'delete'}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
    />
  );
}
