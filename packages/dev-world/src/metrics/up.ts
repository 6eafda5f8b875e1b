import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  METRICS_SERVER_VERSION,
  buildMetricsServer,
} from '../build/metrics.ts';
import { accountKubeconfig } from '../services/accountKubeconfig.ts';
import { CannotRun, hasRealNode, untilAnswers } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { Cluster } from '../shop/cluster/client.ts';
import { Api } from '../world/api.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { systemPath } from '../world/processes.ts';
import type { MetricsState } from '../world/types.ts';
import { METRICS_API, TOKEN, metricsArguments, objects } from './objects.ts';

/** Builds metrics-server, where it can be reached. */
export async function prepareMetrics(context: ServiceContext): Promise<string> {
  if (!hasRealNode(context.state)) {
    throw new CannotRun(
      "the API server reaches it through the real node's link, and there is none",
    );
  }
  return buildMetricsServer(context);
}

/** metrics-server, and the API by which the cluster tells what is used. */
export async function upMetrics(
  context: ServiceContext,
): Promise<MetricsState> {
  const { root, state, signal } = context;
  const program = await prepareMetrics(context);
  const world = worldFolder(root, state.name);
  const folder = path.join(world, 'metrics');
  const pki = (file: string) =>
    readFileSync(path.join(world, 'pki', file), 'utf8');
  const confinement = Confinement.create({
    accounts: ['nobody'],
    folders: { metrics: folder, program: path.dirname(program) },
    own: 'metrics',
  });
  const at = (name: string) => path.join(confinement.at('metrics'), name);
  const write = (name: string, content: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    confinement.give(file);
    return at(name);
  };
  const address = state.network.hostAddress;
  const cluster = await Cluster.fromKubeconfig(state.kubeconfig);
  let kubeconfig: string;
  try {
    for (const object of objects({ address, authority: pki('ca.crt') })) {
      await cluster.apply(object);
    }
    kubeconfig = write(
      'kubeconfig',
      await accountKubeconfig(cluster, state, TOKEN),
    );
  } finally {
    cluster.close();
  }
  const part = startPart(root, state, {
    name: 'metrics',
    command: confinement.wrap([
      path.join(confinement.at('program'), path.basename(program)),
      ...metricsArguments(address, {
        kubeconfig,
        authority: write('ca.crt', pki('ca.crt')),
        certificate: write('server.crt', pki('metrics-server.crt')),
        key: write('server.key', pki('metrics-server.key')),
      }),
    ]),
    env: { PATH: systemPath(), HOME: at('') },
  });
  const api = Api.fromKubeconfig(state.kubeconfig);
  try {
    await untilAnswers(
      'metrics',
      part,
      () => api.get(`${METRICS_API}/nodes`),
      signal,
    );
  } finally {
    api.close();
  }
  return { version: METRICS_SERVER_VERSION };
}
