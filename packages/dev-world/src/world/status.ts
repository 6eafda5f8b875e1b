import { describeServices } from '../services/describe.ts';
import { Api } from './api.ts';
import { isReady, listNodes } from './bootstrap.ts';
import type { NodeObject } from './bootstrap.ts';
import { isRunning } from './processes.ts';
import { readState } from './state.ts';
import type {
  NodeStatus,
  PartStatus,
  WorldState,
  WorldStatus,
} from './types.ts';
import { whyDead } from './watch.ts';

/** Looks at a world from outside: its processes, then what its API server says. */
export async function worldStatus(opts: {
  root: string;
  name: string;
}): Promise<WorldStatus> {
  const state = readState(opts.root, opts.name);
  if (!state) {
    return { name: opts.name, health: 'down', parts: [], nodes: [] };
  }
  const parts = state.parts.map((part): PartStatus => {
    const { name, pid } = part;
    return isRunning(part)
      ? { name, pid, state: 'running' }
      : { name, pid, state: 'dead', why: whyDead(part) };
  });
  return deriveStatus(state, parts, await askServer(state));
}

/** What the API server answered; undefined if it did not. */
export interface ServerAnswer {
  version: string;
  nodes: NodeObject[];
}

/** Judges a world by what was seen of it. */
export function deriveStatus(
  state: WorldState,
  parts: PartStatus[],
  answer: ServerAnswer | undefined,
): WorldStatus {
  const nodes = (answer?.nodes ?? []).map(
    (node): NodeStatus => ({
      name: node.metadata.name,
      kind:
        node.metadata.labels?.['fairway.dev/node'] === 'real'
          ? 'real'
          : 'simulated',
      ready: isReady(node),
      version: node.status?.nodeInfo?.kubeletVersion ?? '',
    }),
  );
  const expected = [...state.nodes.real, ...state.nodes.simulated];
  const whole =
    answer !== undefined &&
    parts.every(part => part.state === 'running') &&
    expected.every(name =>
      nodes.some(node => node.name === name && node.ready),
    );
  return {
    name: state.name,
    health: healthOf(state, whole),
    server: state.server,
    apiVersion: answer?.version,
    parts,
    nodes,
    realNodeOff: state.nodes.realNodeOff,
    ...(state.services && { services: describeServices(state.services) }),
  };
}

function healthOf(state: WorldState, whole: boolean): WorldStatus['health'] {
  if (state.phase === 'starting' && isRunning(state.starter)) {
    return 'starting';
  }
  return whole && state.phase === 'up' ? 'up' : 'degraded';
}

async function askServer(state: WorldState): Promise<ServerAnswer | undefined> {
  let api: Api | undefined;
  try {
    api = Api.fromKubeconfig(state.kubeconfig);
    const { gitVersion } = await api.json<{ gitVersion: string }>(
      'GET',
      '/version',
      { timeoutMs: 3000 },
    );
    return { version: gitVersion, nodes: await listNodes(api) };
  } catch {
    // It is dead, hangs or is not ready: the parts say which.
    return undefined;
  } finally {
    api?.close();
  }
}

/** The status as a person reads it. */
export function renderStatus(status: WorldStatus): string {
  const lines = [`World '${status.name}': ${status.health}`];
  if (status.server) {
    lines.push(
      `  API server  ${status.server}  ${
        status.apiVersion ?? 'does not answer'
      }`,
    );
  }
  status.parts.forEach(part =>
    lines.push(
      `  ${part.state === 'running' ? 'running' : 'DEAD   '}  ${part.name} (${
        part.pid
      })${part.why ? `: ${part.why}` : ''}`,
    ),
  );
  status.nodes.forEach(node =>
    lines.push(
      `  ${node.ready ? 'ready    ' : 'NOT READY'}  ${node.kind} node ${
        node.name
      }  ${node.version}`,
    ),
  );
  if (status.realNodeOff) {
    lines.push(`  no real node: ${status.realNodeOff}`);
  }
  Object.entries(status.services ?? {}).forEach(([name, line]) =>
    lines.push(`  ${name}: ${line}`),
  );
  return lines.join('\n');
}
