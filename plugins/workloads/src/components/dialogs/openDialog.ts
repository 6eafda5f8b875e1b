import type { WorkloadView } from '@fairway-idp/backstage-plugin-fairway-common';
import { workloadKey } from '../../view/grouping';
import type { LogPick } from '../../view/logTarget';

/** Which dialog is open, and for which workload. */
export interface OpenDialog {
  type: 'scale' | 'restart' | 'rollback' | 'logs';
  key: string;
  /** As it was when the dialog was opened: it may be deleted meanwhile. */
  workload: WorkloadView;
  /** The log that was asked for. */
  log?: LogPick;
}

/** @internal */
export function openDialog(
  type: OpenDialog['type'],
  workload: WorkloadView,
  log?: LogPick,
): OpenDialog {
  return { type, key: workloadKey(workload), workload, log };
}
