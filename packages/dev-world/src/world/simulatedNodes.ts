import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KubeObject } from './api.ts';

/** A node without a machine: kwok answers for it. */
export function simulatedNode(
  name: string,
): KubeObject & { metadata: { annotations: Record<string, string> } } {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: {
        'kwok.x-k8s.io/node': 'fake',
        // kwok answers for all nodes on one port: metrics-server is told where.
        'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
      },
      labels: {
        type: 'kwok',
        'fairway.dev/node': 'simulated',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': `zone-${name.slice(-1)}`,
      },
    },
  };
}

export const simulatedNodeNames = (count: number) =>
  Array.from({ length: count }, (_, n) => `sim-${n}`);

/** Lines in the form in which a container runtime keeps them, as kwok's log reader wants. */
export function runtimeLog(lines: string[]): string {
  const start = Date.UTC(2026, 0, 1);
  return lines
    .map(
      (line, n) =>
        `${new Date(start + n * 1000)
          .toISOString()
          .replace('Z', '000000Z')} stdout F ${line}\n`,
    )
    .join('');
}

const LOG_LINES = [
  'This pod is simulated: nothing runs in it, so it writes nothing.',
  'Pods on the real node (nodeSelector fairway.dev/node=real) have real logs.',
];

/** Writes kwok's configuration: our stages, what simulated pods use, and what their logs say. */
export function writeKwokConfig(folder: string, stages: string): void {
  const logs = path.join(folder, 'simulated-pods.txt');
  writeFileSync(logs, runtimeLog(LOG_LINES));
  const documents = readdirSync(stages, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => readFileSync(path.join(stages, file), 'utf8').trim());
  const clusterLogs = {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterLogs',
    metadata: { name: 'simulated-pods' },
    spec: { logs: [{ logsFile: logs, previousLogsFile: logs }] },
  };
  writeFileSync(
    path.join(folder, 'kwok.yaml'),
    [...documents, JSON.stringify(clusterLogs)].join('\n---\n'),
  );
}
