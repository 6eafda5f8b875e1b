import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import {
  type EnvironmentChange,
  environmentsApiRef,
} from '../../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../../translation';
import { refOf } from '../../view/environments';
import type { DialogProps } from './EnvironmentDialog';
import type { DialogTarget } from './openDialog';

/** Review what needs no more to be said, and do it. */
export function ChangeDialog(
  props: DialogProps & {
    verb: 'protect' | 'redeploy' | 'delete';
    target: DialogTarget;
  },
) {
  const { verb, target, onClose, onApplied } = props;
  const { name, view } = target;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const ref = refOf(target);
  const ends = verb === 'protect' && view?.protection !== undefined;
  const change: EnvironmentChange =
    verb === 'protect'
      ? { action: verb, ref, protect: !ends }
      : { action: verb, ref };
  const words = ends ? 'unprotect' : verb;
  return (
    <PlanDialog
      title={t(`action.${words}Label`, { name })}
      applyLabel={t(`action.${words}`)}
      dangerous={verb === 'delete'}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
    />
  );
}
