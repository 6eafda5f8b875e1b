import { until } from '../../world/bootstrap.ts';
import type { KubeObject } from '../../shop/manifests/types.ts';
import { NAMESPACE } from '../recovery/GoldenRun.ts';
import type { Stage } from '../recovery/stage.ts';
import { WorldPart } from './WorldPart.ts';

/** Breaks something; what it returns mends it, and waits until it is mended. */
export type Fault = (stage: Stage) => Promise<() => Promise<void>>;

const BINDING = 'payments-golden-path-user';
const BINDINGS = `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/rolebindings`;

const partOf = (stage: Stage, name: string) =>
  new WorldPart(stage.root, stage.state, name);

function untilReady({ cluster }: Stage): Promise<void> {
  return until('the API server', async () => {
    const namespace = `/api/v1/namespaces/${NAMESPACE}`;
    return (
      (await cluster.text('GET', '/readyz')) === 'ok' &&
      cluster.exists(namespace)
    );
  });
}

function untilForge(stage: Stage): Promise<void> {
  return until('the forge', async () => {
    await stage.forgeAdmin().get('/user');
    return true;
  });
}

const killed =
  (part: string, ready: (stage: Stage) => Promise<void>): Fault =>
  async stage => {
    const start = await partOf(stage, part).kill();
    return async () => {
      start();
      await ready(stage);
    };
  };

const hanging =
  (part: string, ready: (stage: Stage) => Promise<void>): Fault =>
  async stage => {
    const resume = partOf(stage, part).hang();
    return async () => {
      resume();
      await ready(stage);
    };
  };

export const clusterKilled = killed('kube-apiserver', untilReady);
export const clusterHangs = hanging('kube-apiserver', untilReady);
export const forgeKilled = killed('forge', untilForge);
export const forgeHangs = hanging('forge', untilForge);

/** The team may no longer start services there. */
export const rightLost: Fault = async ({ cluster }) => {
  const binding = await cluster.get<KubeObject>(`${BINDINGS}/${BINDING}`);
  await cluster.text('DELETE', `${BINDINGS}/${BINDING}`);
  return async () => {
    const { name, namespace } = binding.metadata;
    await cluster.json('POST', BINDINGS, {
      body: { ...binding, metadata: { name, namespace } },
    });
  };
};
