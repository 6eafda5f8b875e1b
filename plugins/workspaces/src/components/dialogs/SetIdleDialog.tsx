import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NumberField,
  parseWhole,
  PlanDialog,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import {
  type WorkspaceChange,
  workspacesApiRef,
} from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import type { DialogTarget } from './openDialog';
import type { DialogProps } from './WorkspaceDialog';

/** A week, which is the most that the backend takes anywhere. */
const MOST = 7 * 24 * 60;

/** Say after how long without a sign of life it stops, review, change it. */
export function SetIdleDialog(props: DialogProps & { target: DialogTarget }) {
  const { target, onClose, onApplied } = props;
  const { name, ref, view } = target;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [text, setText] = useState(() => String(view.idle.minutes || ''));
  const { value } = parseWhole(text, MOST);
  const change: WorkspaceChange = {
    action: 'set-idle',
    ref,
    idleMinutes: value ?? 0,
  };
  return (
    <PlanDialog
      title={t('action.set-idleLabel', { name })}
      applyLabel={t('action.set-idle')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: value !== undefined,
        content: (
          <NumberField
            id="workspaces-set-idle-minutes"
            label={t('form.idle')}
            value={text}
            most={MOST}
            onChange={setText}
            presets={[30, 60, 120].map(preset => ({
              value: preset,
              text: t('form.minutes', { minutes: String(preset) }),
            }))}
            isFirst
          >
            {t('form.idleHelp')}
          </NumberField>
        ),
      }}
    />
  );
}
