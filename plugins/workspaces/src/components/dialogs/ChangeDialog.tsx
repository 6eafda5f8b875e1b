import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import {
  type WorkspaceChange,
  workspacesApiRef,
} from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import type { DialogTarget } from './openDialog';
import type { DialogProps } from './WorkspaceDialog';

/** Review what needs no more to be said, and do it. */
export function ChangeDialog(
  props: DialogProps & {
    verb: 'start' | 'stop' | 'delete';
    target: DialogTarget;
  },
) {
  const { verb, target, onClose, onApplied } = props;
  const { name, ref } = target;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const change: WorkspaceChange = { action: verb, ref };
  // Why one starts one's own workspace is no question.
  const asks = verb !== 'start';
  return (
    <PlanDialog
      title={t(`action.${verb}Label`, { name })}
      applyLabel={t(`action.${verb}`)}
      askReason={asks}
      dangerous={verb === 'delete'}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation =>
        api.apply(change, {
          ...confirmation,
          ...(!asks && { reason: t('action.reason') }),
        })
      }
      onApplied={onApplied}
      onClose={onClose}
    />
  );
}
