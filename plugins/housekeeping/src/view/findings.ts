import {
  FINDING_STATES,
  type CleanableRef,
  type CleanupFinding,
  type FindingState,
  type FindingsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { matches, type Query } from './query';

/** What people call an object: its kind and name. */
export function nameOf({
  kind,
  name,
}: Pick<CleanupFinding, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** What the backend needs to know to find an object again. */
export function refOf(finding: CleanableRef): CleanableRef {
  const { cluster, namespace, kind, name } = finding;
  return { cluster, namespace, kind, name };
}

/** All clusters' findings in one list. */
export function allFindings(view: FindingsView): CleanupFinding[] {
  return view.clusters.flatMap(({ findings }) => findings);
}

/** How many there are in each state, in all clusters. */
export function sumStates(view: FindingsView): Record<FindingState, number> {
  const sums = FINDING_STATES.map(state => [
    state,
    view.clusters.reduce((sum, { totals }) => sum + (totals[state] ?? 0), 0),
  ]);
  return Object.fromEntries(sums);
}

/** How many findings the answer leaves out. */
export function countMore(view: { clusters: Array<{ more: number }> }): number {
  return view.clusters.reduce((sum, { more }) => sum + more, 0);
}

/** All clusters have told, so that nothing found means that there is nothing. */
export function isComplete(view: {
  clusters: Array<{ state: string }>;
}): boolean {
  return view.clusters.every(({ state }) => state === 'live');
}

/** What goes first stands first; what is kept comes last. */
const ORDER: FindingState[] = [
  'deleting',
  'due',
  'warned',
  'candidate',
  'unknown',
  'kept',
  'renewed',
  'asleep',
];

/** Those that are asked for: the most urgent first. */
export function select(
  findings: CleanupFinding[],
  query: Pick<Query, 'text' | 'owner'>,
): CleanupFinding[] {
  const { text, owner } = query;
  return findings
    .filter(
      finding =>
        (!owner || finding.owner === owner) &&
        matches(
          text,
          finding.kind,
          finding.name,
          finding.namespace,
          finding.owner,
          finding.entity,
          finding.cluster,
        ),
    )
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        momentOf(a) - momentOf(b) ||
        a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
}

function momentOf({ deadline, expiresAt }: CleanupFinding): number {
  return Date.parse(deadline ?? expiresAt);
}

/** Owners of findings, each once. */
export function ownersOf(items: Array<{ owner: string }>): string[] {
  return [...new Set(items.map(({ owner }) => owner))].sort((a, b) =>
    a.localeCompare(b),
  );
}

/** The command that shows an object in a terminal. */
export function kubectlGet(finding: CleanableRef): string {
  const { namespace, kind, name } = finding;
  return kind === 'Namespace'
    ? `kubectl get namespace ${name} --output=yaml`
    : `kubectl --namespace=${namespace} get ${kind.toLowerCase()} ${name} --output=yaml`;
}
