import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { WorkspaceResult } from '@fairway-idp/backstage-plugin-fairway-common';
import { ChangeDialog } from './ChangeDialog';
import { CreateDialog } from './CreateDialog';
import { KeepAwakeDialog } from './KeepAwakeDialog';
import type { OpenDialog } from './openDialog';
import { SetIdleDialog } from './SetIdleDialog';
import { toastOf } from './toastOf';

/** What every dialog is given. */
export interface DialogProps {
  onClose: () => void;
  onApplied: (result: WorkspaceResult) => void;
}

/** The dialog that is open. */
export function WorkspaceDialog(props: {
  dialog: OpenDialog;
  onClose: () => void;
}) {
  const { dialog, onClose } = props;
  const toasts = useApi(toastApiRef);
  const common: DialogProps = {
    onClose,
    onApplied: result => {
      onClose();
      toasts.post(toastOf(result));
    },
  };
  switch (dialog.verb) {
    case 'create':
      return <CreateDialog {...common} entityRef={dialog.entityRef} />;
    case 'keep-awake':
      return <KeepAwakeDialog {...common} target={dialog.target} />;
    case 'set-idle':
      return <SetIdleDialog {...common} target={dialog.target} />;
    default:
      return (
        <ChangeDialog {...common} verb={dialog.verb} target={dialog.target} />
      );
  }
}
