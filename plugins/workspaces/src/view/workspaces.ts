import { parseEntityRef } from '@backstage/catalog-model';
import {
  stringifyWorkspaceRef,
  type WorkspaceRef,
  type WorkspaceState,
  type WorkspacesView,
  type WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** Names a workspace across updates of the view. */
export function workspaceKey(ref: WorkspaceRef): string {
  return stringifyWorkspaceRef(ref);
}

/** What the backend needs to know to find a workspace again. */
export function refOf({
  cluster,
  namespace,
  name,
}: WorkspaceRef): WorkspaceRef {
  return { cluster, namespace, name };
}

/** The component that is written in it; a reference that is none stays as it is. */
export function componentOf({
  entityRef,
}: Pick<WorkspaceView, 'entityRef'>): string {
  try {
    return parseEntityRef(entityRef).name;
  } catch {
    return entityRef;
  }
}

/** What people call it: the component, and its branch where that was chosen. */
export function nameOf(
  view: Pick<WorkspaceView, 'entityRef' | 'branch'>,
): string {
  const component = componentOf(view);
  return view.branch ? `${component} (${view.branch})` : component;
}

/** All clusters' workspaces in one list. */
export function allWorkspaces(
  view: WorkspacesView | undefined,
): WorkspaceView[] {
  return view?.clusters.flatMap(({ workspaces }) => workspaces) ?? [];
}

/** There is none, and all clusters have said so. */
export function isCertainlyEmpty(view: WorkspacesView): boolean {
  return view.clusters.every(
    ({ state, workspaces }) => state === 'live' && workspaces.length === 0,
  );
}

/** These pass by themselves. */
const CHANGING: ReadonlySet<WorkspaceState> = new Set([
  'starting',
  'stopping',
  'deleting',
]);

export function isChanging({ state }: Pick<WorkspaceView, 'state'>): boolean {
  return CHANGING.has(state);
}

/** Whether somebody has to look. */
export function isTroubled({
  state,
  problem,
}: Pick<WorkspaceView, 'state' | 'problem'>): boolean {
  return state === 'failed' || state === 'unknown' || problem !== undefined;
}

/** An idle stop so near is told with emphasis. */
const SOON_MS = 15 * 60_000;

/** Whether it stops so soon that whoever works in it should know. */
export function stopsSoon(
  { state, idle }: Pick<WorkspaceView, 'state' | 'idle'>,
  now: number,
): boolean {
  return (
    state === 'running' &&
    idle.stopsAt !== undefined &&
    Date.parse(idle.stopsAt) - now < SOON_MS
  );
}

/** Work that is nowhere else, as seen last; absent = never looked. */
export function unpushedCount({
  unpushed,
}: Pick<WorkspaceView, 'unpushed'>): number | undefined {
  return unpushed && unpushed.changes + unpushed.commits + unpushed.stashes;
}

/** Newest first: what one works on was opened last. */
export function inOrder(workspaces: WorkspaceView[]): WorkspaceView[] {
  return [...workspaces].sort(
    (a, b) =>
      b.createdAt.localeCompare(a.createdAt) || a.name.localeCompare(b.name),
  );
}
