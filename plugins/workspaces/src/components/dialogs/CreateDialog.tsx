import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  PlanDialog,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { type ReactNode, useState } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import {
  type WorkspaceChange,
  workspacesApiRef,
} from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import {
  firstDraft,
  inputOf,
  isComplete,
  type WorkspaceDraft,
} from '../../view/draft';
import { CreateForm } from './CreateForm';
import type { DialogProps } from './WorkspaceDialog';

/** Say which branch, where and how large, review, open a workspace. */
export function CreateDialog(props: DialogProps & { entityRef: string }) {
  const { entityRef, onClose, onApplied } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const {
    value: options,
    error,
    retry,
  } = useAsyncRetry(() => api.getOptions(entityRef), [api, entityRef]);
  const [edited, setEdited] = useState<WorkspaceDraft>();
  const draft = edited ?? (options && firstDraft(options));
  const change = changeOf(entityRef, draft, options);
  return (
    <PlanDialog
      title={t('action.open')}
      applyLabel={t('form.apply')}
      askReason={false}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: Boolean(draft && options && isComplete(draft, options)),
        content: (
          <Loaded ready={draft && options} error={error} onRetry={retry}>
            {draft && options && (
              <CreateForm
                options={options}
                draft={draft}
                onChange={setEdited}
              />
            )}
          </Loaded>
        ),
      }}
    />
  );
}

function changeOf(
  entityRef: string,
  draft: WorkspaceDraft | undefined,
  options: WorkspaceOptions | undefined,
): WorkspaceChange {
  return {
    action: 'create',
    input: draft && options ? inputOf(draft, options) : { entityRef },
  };
}

function Loaded(props: {
  ready: unknown;
  error?: Error;
  onRetry: () => void;
  children: ReactNode;
}) {
  const { ready, error, onRetry, children } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  if (ready) {
    return <>{children}</>;
  }
  return error ? (
    <ErrorNote error={error} onRetry={onRetry} />
  ) : (
    <ProgressNote>{t('form.loading')}</ProgressNote>
  );
}
