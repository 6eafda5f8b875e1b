import { parseEntityRef } from '@backstage/catalog-model';
import type {
  EnvironmentRef,
  EnvironmentsView,
  EnvironmentView,
  EnvironmentViewState,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** Names an environment across updates of the view. */
export function environmentKey({ cluster, namespace }: EnvironmentRef): string {
  return `${cluster}|${namespace}`;
}

/** What the backend needs to know to find an environment again. */
export function refOf({ cluster, namespace }: EnvironmentRef): EnvironmentRef {
  return { cluster, namespace };
}

/** What people call it: a preview's number says nothing without its component. */
export function nameOf({
  kind,
  title,
  entity,
}: Pick<EnvironmentView, 'kind' | 'title' | 'entity'>): string {
  return kind === 'preview' && entity
    ? `${parseEntityRef(entity).name} ${title}`
    : title;
}

/** All clusters' environments in one list. */
export function allEnvironments(
  view: EnvironmentsView | undefined,
): EnvironmentView[] {
  return view?.clusters.flatMap(({ environments }) => environments) ?? [];
}

/** There is none, and all clusters have said so. */
export function isCertainlyEmpty(view: EnvironmentsView): boolean {
  return view.clusters.every(
    ({ state, environments }) => state === 'live' && environments.length === 0,
  );
}

/** These pass by themselves. */
const CHANGING: ReadonlySet<EnvironmentViewState> = new Set([
  'creating',
  'falling-asleep',
  'waking',
  'deleting',
]);

/** In these, somebody has to look. */
const TROUBLED: ReadonlySet<EnvironmentViewState> = new Set([
  'stuck',
  'garbled',
  'unknown',
]);

export function isChanging({ state }: Pick<EnvironmentView, 'state'>): boolean {
  return CHANGING.has(state);
}

/** Whether something about it wants to be looked at. */
export function isTroubled(
  view: Pick<EnvironmentView, 'state' | 'problems' | 'blocked'>,
): boolean {
  return (
    TROUBLED.has(view.state) ||
    view.problems.length > 0 ||
    view.blocked.length > 0
  );
}

/** An expiry so near is told with emphasis. */
const SOON_MS = 3 * 24 * 3_600_000;

/** Whether it expires so soon that its owner should decide. */
export function expiresSoon(
  view: Pick<EnvironmentView, 'expiresAt' | 'protection' | 'warnedAt'>,
  now: number,
): boolean {
  const { expiresAt, protection, warnedAt } = view;
  if (expiresAt === undefined || protection) {
    return false;
  }
  return warnedAt !== undefined || Date.parse(expiresAt) - now < SOON_MS;
}

/** How far a change has come; absent where nothing can be counted. */
export function progressOf(
  view: Pick<EnvironmentView, 'state' | 'workloads'>,
): { what: 'ready' | 'asleep'; done: number; all: number } | undefined {
  const { state, workloads } = view;
  const { ready, asleep, all } = workloads;
  if (all === 0) {
    return undefined;
  }
  if (state === 'falling-asleep') {
    return { what: 'asleep', done: asleep, all };
  }
  const isUp = state === 'waking' || state === 'awake';
  return isUp && ready < all ? { what: 'ready', done: ready, all } : undefined;
}
