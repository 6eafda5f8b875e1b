import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { EnvironmentResult } from '@fairway-idp/backstage-plugin-fairway-common';
import { withLocalTimes } from '@fairway-idp/backstage-plugin-fairway-react';
import { ChangeDialog } from './ChangeDialog';
import { CreateSandboxDialog } from './CreateSandboxDialog';
import type { OpenDialog } from './openDialog';
import { RenewDialog } from './RenewDialog';
import { SleepDialog } from './SleepDialog';
import { WakeDialog } from './WakeDialog';

const TOAST_MS = 8000;

/** What every dialog is given. */
export interface DialogProps {
  onClose: () => void;
  onApplied: (result: EnvironmentResult) => void;
}

/** The dialog that is open. */
export function EnvironmentDialog(props: {
  dialog: OpenDialog;
  onClose: () => void;
  /** Also told besides the toast. */
  onApplied?: (dialog: OpenDialog, result: EnvironmentResult) => void;
}) {
  const { dialog, onClose } = props;
  const toasts = useApi(toastApiRef);
  const common: DialogProps = {
    onClose,
    onApplied: result => {
      onClose();
      toasts.post(toastOf(result));
      props.onApplied?.(dialog, result);
    },
  };
  switch (dialog.verb) {
    case 'create':
      return <CreateSandboxDialog {...common} preset={dialog.preset} />;
    case 'sleep':
      return <SleepDialog {...common} target={dialog.target} />;
    case 'wake':
      return <WakeDialog {...common} target={dialog.target} />;
    case 'renew':
      return <RenewDialog {...common} target={dialog.target} />;
    default:
      return (
        <ChangeDialog {...common} verb={dialog.verb} target={dialog.target} />
      );
  }
}

function toastOf({ message, outcome, problems }: EnvironmentResult) {
  const title = withLocalTimes(message);
  if (problems.length > 0) {
    return {
      title,
      description: problems.join('; '),
      status: 'warning' as const,
    };
  }
  return {
    title,
    status: outcome === 'applied' ? ('success' as const) : ('info' as const),
    timeout: TOAST_MS,
  };
}
