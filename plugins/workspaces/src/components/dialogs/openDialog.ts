import type {
  WorkspaceRef,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { nameOf, refOf } from '../../view/workspaces';

/** What can be done with a workspace that is there. */
export type Verb = 'start' | 'stop' | 'keep-awake' | 'set-idle' | 'delete';

/** What a dialog is about. */
export interface DialogTarget {
  ref: WorkspaceRef;
  /** What people call it. */
  name: string;
  /** As it was when the dialog was opened. */
  view: WorkspaceView;
}

/** Which dialog is open, and for what. */
export type OpenDialog =
  | { verb: 'create'; entityRef: string }
  | { verb: Verb; target: DialogTarget };

export function openFor(verb: Verb, view: WorkspaceView): OpenDialog {
  return { verb, target: { ref: refOf(view), name: nameOf(view), view } };
}
