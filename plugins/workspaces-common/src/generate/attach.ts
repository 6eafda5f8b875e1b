import type { Draft } from './Draft';

/** What an attachment is to: the workload that everybody's requests reach. */
export interface Attached {
  namespace: string;
  workload: { kind: string; name: string };
}

/** The shared workload, for tools that bring its traffic to the developer. */
export function attachedTo(draft: Draft): Attached | undefined {
  const { facts, target } = draft;
  const workload = draft.need('workload', facts.workload, 'a workload');
  const namespace = draft.need(
    'sharedNamespace',
    target.sharedNamespace ?? facts.namespaces[0],
    'the namespace in which it runs for everybody: backstage.io/kubernetes-namespace',
  );
  if (!workload || !namespace) {
    return undefined;
  }
  draft.confirm(
    'copies-environment',
    `Whoever attaches to ${workload.kind} ${workload.name} receives its environment, with the Secrets in it`,
  );
  return { namespace, workload };
}
