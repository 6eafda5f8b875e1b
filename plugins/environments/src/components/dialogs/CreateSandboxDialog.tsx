import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CreateSandboxInput,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import {
  type EnvironmentChange,
  environmentsApiRef,
} from '../../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../../translation';
import {
  firstDraft,
  inputOf,
  isComplete,
  type SandboxDraft,
} from '../../view/sandboxDraft';
import { localZone } from '../../view/week';
import { useSandboxOptions } from '../useSandboxOptions';
import type { DialogProps } from './EnvironmentDialog';
import { SandboxForm } from './SandboxForm';
import { WithOptions } from './WithOptions';

/** Say what for, review, make a sandbox. */
export function CreateSandboxDialog(
  props: DialogProps & { preset: Partial<CreateSandboxInput> },
) {
  const { preset, onClose, onApplied } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const state = useSandboxOptions();
  const { options } = state;
  const [edited, setEdited] = useState<SandboxDraft>();
  const draft = edited ?? (options && firstDraft(options, preset, localZone()));
  const change: EnvironmentChange = {
    action: 'create',
    input: draft ? inputOf(draft) : { title: '' },
  };
  return (
    <PlanDialog
      title={t('action.create')}
      applyLabel={t('create.apply')}
      askReason={false}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: isReady(draft, options),
        content: (
          <WithOptions state={state}>
            {known =>
              draft && (
                <SandboxForm
                  options={known}
                  draft={draft}
                  onChange={setEdited}
                />
              )
            }
          </WithOptions>
        ),
      }}
    />
  );
}

function isReady(
  draft: SandboxDraft | undefined,
  options: SandboxOptions | undefined,
): boolean {
  return Boolean(draft && options && isComplete(draft, options));
}
