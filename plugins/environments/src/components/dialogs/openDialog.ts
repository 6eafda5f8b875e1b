import type {
  CreateSandboxInput,
  EnvironmentRef,
  EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { nameOf } from '../../view/environments';

/** What can be done with an environment that is there. */
export type Verb =
  | 'sleep'
  | 'wake'
  | 'renew'
  | 'protect'
  | 'redeploy'
  | 'delete';

/** What a dialog is about. */
export interface DialogTarget extends EnvironmentRef {
  /** What people call it. */
  name: string;
  /** As it was when the dialog was opened; absent for a preview that is gone. */
  view?: EnvironmentView;
}

/** Which dialog is open, and for what. */
export type OpenDialog =
  | { verb: 'create'; preset: Partial<CreateSandboxInput> }
  | { verb: Verb; target: DialogTarget };

/** @internal */
export function openFor(verb: Verb, view: EnvironmentView): OpenDialog {
  const { cluster, namespace } = view;
  return { verb, target: { cluster, namespace, name: nameOf(view), view } };
}
