import { leftoverNamespaces, leftovers } from './leftovers.ts';
import { namespaces } from './namespaces.ts';
import { payments } from './payments.ts';
import { access } from './people.ts';
import { platform } from './platform.ts';
import { shop } from './shop.ts';
import type { KubeObject, ShopWorld, Workload } from './types.ts';

const parts = [payments, shop, platform];

const everything: ShopWorld = {
  namespaces: [...namespaces, ...leftoverNamespaces],
  leftovers,
  access,
  surroundings: parts.flatMap(part => part.surroundings),
  workloads: parts.flatMap(part => part.workloads),
  runs: parts.flatMap(part => part.runs),
};

/** The whole shop; without a real node its pods run simulated instead. */
export function shopWorld({ realNode }: { realNode: boolean }): ShopWorld {
  return realNode
    ? everything
    : { ...everything, workloads: everything.workloads.map(anywhere) };
}

function anywhere(workload: Workload): Workload {
  return workload.real
    ? {
        ...workload,
        real: false,
        generations: workload.generations.map(withoutPlace),
      }
    : workload;
}

function withoutPlace(object: KubeObject): KubeObject {
  const { template, ...spec } = object.spec as {
    template: { spec: Record<string, unknown> };
  };
  const { nodeSelector, tolerations, ...pod } = template.spec;
  return { ...object, spec: { ...spec, template: { ...template, spec: pod } } };
}
