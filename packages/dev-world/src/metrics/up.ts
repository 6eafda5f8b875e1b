import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  METRICS_SERVER_VERSION,
  buildMetricsServer,
} from '../build/metrics.ts';
import { ClusterProgram } from '../services/ClusterProgram.ts';
import { CannotRun, hasRealNode, untilAnswers } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { Api } from '../world/api.ts';
import { worldFolder } from '../world/paths.ts';
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
  const program = ClusterProgram.create(context, {
    name: 'metrics',
    program: await prepareMetrics(context),
  });
  const pki = (file: string) =>
    readFileSync(path.join(worldFolder(root, state.name), 'pki', file), 'utf8');
  const address = state.network.hostAddress;
  const part = program.start(
    metricsArguments(address, {
      kubeconfig: await program.introduce(
        objects({ address, authority: pki('ca.crt') }),
        TOKEN,
      ),
      authority: program.write('ca.crt', pki('ca.crt')),
      certificate: program.write('server.crt', pki('metrics-server.crt')),
      key: program.write('server.key', pki('metrics-server.key')),
    }),
  );
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
