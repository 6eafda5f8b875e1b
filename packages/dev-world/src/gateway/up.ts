import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchGateway, whyNoGateway } from '../build/gateway.ts';
import type { GatewayProgram } from '../build/gateway.ts';
import { accountKubeconfig } from '../services/accountKubeconfig.ts';
import { CannotRun, hasRealNode, untilAnswers } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { Cluster } from '../shop/cluster/client.ts';
import { PATIENCE_S, waitFor } from '../shop/cluster/wait.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { chooseServicePort } from '../world/ports.ts';
import { systemPath } from '../world/processes.ts';
import type { GatewayState } from '../world/types.ts';
import { NAMES, TOKEN, access, gateway, traefikArguments } from './objects.ts';

/** The port that is easy to remember; another world's gateway takes another. */
const USUAL_PORT = 7080;

/** Fetches Traefik, where it is of use and can be had. */
export async function prepareGateway(
  context: ServiceContext,
): Promise<GatewayProgram> {
  const { root, state } = context;
  if (!hasRealNode(state)) {
    throw new CannotRun('without a real node there are no pods to reach');
  }
  const why = await whyNoGateway(root);
  if (why) {
    throw new CannotRun(why);
  }
  return fetchGateway(context);
}

/** Traefik, with the Gateway API and Ingress, in front of the real node's pods. */
export async function upGateway(
  context: ServiceContext,
): Promise<GatewayState> {
  const { root, state, signal } = context;
  const program = await prepareGateway(context);
  const port = await chooseServicePort(state.index, 'gateway', [USUAL_PORT]);
  const folder = path.join(worldFolder(root, state.name), 'gateway');
  const confinement = Confinement.create({
    accounts: ['nobody'],
    folders: { gateway: folder, program: program.folder },
    own: 'gateway',
  });
  const cluster = await Cluster.fromKubeconfig(state.kubeconfig);
  try {
    await applyAll(cluster, program.definitions);
    const kubeconfig = path.join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, await accountKubeconfig(cluster, state, TOKEN), {
      mode: 0o600,
    });
    confinement.give(kubeconfig);
    await untilTaken(cluster, port);
    const server = startPart(root, state, {
      name: 'gateway',
      command: confinement.wrap([
        path.join(confinement.at('program'), 'traefik'),
        ...traefikArguments(port),
      ]),
      env: {
        PATH: systemPath(),
        HOME: confinement.at('gateway'),
        KUBECONFIG: path.join(confinement.at('gateway'), 'kubeconfig'),
      },
    });
    await untilAnswers(
      'gateway',
      server,
      () => requireProgrammed(cluster),
      signal,
    );
  } finally {
    cluster.close();
  }
  return { version: program.version, port, ...NAMES };
}

async function applyAll(cluster: Cluster, definitions: string): Promise<void> {
  for (const file of readdirSync(definitions)) {
    const yaml = path.join(definitions, file);
    if (file.endsWith('.yaml')) {
      await cluster.applyYaml(readFileSync(yaml, 'utf8'));
    }
  }
  for (const object of access) {
    await cluster.apply(object);
  }
}

/** The API server needs a moment until it knows a kind whose definition it was just given. */
async function untilTaken(cluster: Cluster, port: number): Promise<void> {
  let last: unknown;
  const taken = await waitFor(
    async () => {
      try {
        for (const object of gateway(port)) {
          await cluster.apply(object);
        }
        return true;
      } catch (error) {
        last = error;
        return undefined;
      }
    },
    { seconds: PATIENCE_S },
  );
  if (!taken) {
    throw new Error('The API server does not take the Gateway', {
      cause: last,
    });
  }
}

interface Conditions {
  status?: { conditions?: { type: string; status: string }[] };
}

async function requireProgrammed(cluster: Cluster): Promise<void> {
  const found = (await cluster.get({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    ...NAMES.gateway,
  })) as Conditions | undefined;
  const done = found?.status?.conditions?.some(
    ({ type, status }) => type === 'Programmed' && status === 'True',
  );
  if (!done) {
    throw new Error('the Gateway is not programmed yet');
  }
}
