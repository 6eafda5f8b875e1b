import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  ChangeResult,
  WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { refOf } from '../../view/grouping';
import { LogsDialog } from './LogsDialog';
import type { OpenDialog } from './openDialog';
import { RestartDialog } from './RestartDialog';
import { RollbackDialog } from './RollbackDialog';
import { ScaleDialog } from './ScaleDialog';

const TOAST_MS = 8000;

/** What a dialog about one workload is given. */
export interface WorkloadDialogProps {
  workload: WorkloadView;
  workloadRef: ReturnType<typeof refOf>;
  onClose: () => void;
  onApplied: (result: ChangeResult) => void;
}

/** The dialog that is open. */
export function WorkloadDialog(props: {
  dialog: OpenDialog;
  entityRef: string;
  /** The workload as it is now, if it is still there. */
  live?: WorkloadView;
  onClose: () => void;
}) {
  const { dialog, entityRef, live, onClose } = props;
  const toasts = useApi(toastApiRef);
  const workload = live ?? dialog.workload;
  const common: WorkloadDialogProps = {
    workload,
    workloadRef: refOf(entityRef, workload),
    onClose,
    onApplied: result => {
      onClose();
      toasts.post({
        title: result.message,
        status: result.outcome === 'applied' ? 'success' : 'info',
        timeout: TOAST_MS,
      });
    },
  };
  switch (dialog.type) {
    case 'scale':
      return <ScaleDialog {...common} />;
    case 'restart':
      return <RestartDialog {...common} />;
    case 'rollback':
      return <RollbackDialog {...common} />;
    default:
      return <LogsDialog {...common} initial={dialog.log} />;
  }
}
