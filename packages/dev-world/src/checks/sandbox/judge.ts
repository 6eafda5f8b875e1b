import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../build/run.ts';

/** One end of a connection: a pod, or an address outside the cluster. */
export type Peer =
  | { namespace: string; labels: Record<string, string> }
  | { ip: string };

/** A connection that somebody wants to open. */
export interface Traffic {
  from: Peer;
  to: Peer;
  port: number;
  protocol: 'TCP' | 'UDP';
}

/** Labels of every namespace, by name. */
export type NamespaceLabels = Record<string, Record<string, string>>;

/**
 * Asks cyclonus what is allowed.
 *
 * @param policies - a NetworkPolicyList, as the API server answers it
 * @returns one verdict for each, in their order
 */
export async function judge(
  cyclonus: string,
  cluster: { policies: object; namespaces: NamespaceLabels },
  traffic: readonly Traffic[],
): Promise<boolean[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-judge-'));
  const file = (name: string, content: unknown) => {
    const at = path.join(folder, name);
    writeFileSync(at, JSON.stringify(content));
    return at;
  };
  try {
    const output = await run([
      cyclonus,
      'analyze',
      ...['--mode', 'query-traffic'],
      ...['--policy-path', file('policies.json', cluster.policies)],
      ...[
        '--traffic-path',
        file(
          'traffic.json',
          traffic.map(one => asCyclonus(one, cluster.namespaces)),
        ),
      ],
    ]);
    const verdicts = [
      ...output.matchAll(/IS ALLOWED\?\s*\|\s*(TRUE|FALSE)\s*\|/g),
    ].map(([, verdict]) => verdict === 'TRUE');
    if (verdicts.length !== traffic.length) {
      throw new Error(
        `cyclonus was asked ${traffic.length} questions and gave ${verdicts.length} answers`,
      );
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As its file wants it: github.com/mattfenwick/cyclonus/pkg/matcher.Traffic. */
function asCyclonus(
  { from, to, port, protocol }: Traffic,
  namespaces: NamespaceLabels,
) {
  const peer = (one: Peer, ip: string) =>
    'ip' in one
      ? { IP: one.ip }
      : {
          IP: ip,
          Internal: {
            Namespace: one.namespace,
            NamespaceLabels: labelsOf(namespaces, one.namespace),
            PodLabels: one.labels,
          },
        };
  return {
    Source: peer(from, '10.244.0.10'),
    Destination: peer(to, '10.244.0.11'),
    ResolvedPort: port,
    ResolvedPortName: '',
    Protocol: protocol,
  };
}

function labelsOf(namespaces: NamespaceLabels, name: string) {
  const labels = namespaces[name];
  if (!labels) {
    throw new Error(`There is no namespace ${name} to ask about`);
  }
  return labels;
}
