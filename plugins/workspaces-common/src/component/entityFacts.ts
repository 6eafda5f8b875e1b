import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { GatheredFacts } from './facts';
import { readLabel } from './values';

const NAMESPACE = 'backstage.io/kubernetes-namespace';
/** Fields of `spec`, and the kind that a short reference there has. */
const NEEDS = { dependsOn: 'component', consumesApis: 'api' } as const;

/** Entity references of all that it says it needs, each once, in its order. */
export function dependenciesOf(entity: Entity): string[] {
  const found = Object.entries(NEEDS).flatMap(([field, defaultKind]) => {
    const refs = entity.spec?.[field];
    return Array.isArray(refs)
      ? refs.flatMap(ref => reference(ref, entity, defaultKind) ?? [])
      : [];
  });
  return [...new Set(found)];
}

export function ownerOf(entity: Entity): { owner?: string } {
  const owner = reference(entity.spec?.owner, entity, 'group');
  return owner ? { owner } : {};
}

/** Where it runs for everybody: what the workload says, then the catalog. */
export function namespacesOf(
  entity: Entity,
  { workload }: GatheredFacts,
): string[] {
  const all = [
    workload?.metadata?.namespace,
    ...(entity.metadata.annotations?.[NAMESPACE] ?? '').split(','),
  ];
  return [...new Set(all.flatMap(name => readLabel(name?.trim() ?? '') ?? []))];
}

function reference(
  ref: unknown,
  entity: Entity,
  defaultKind: string,
): string | undefined {
  if (typeof ref !== 'string' || ref === '') {
    return undefined;
  }
  try {
    const defaultNamespace = entity.metadata.namespace ?? 'default';
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}
