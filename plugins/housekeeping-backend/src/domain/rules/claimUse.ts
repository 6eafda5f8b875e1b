import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Source } from '../kinds';
import type { ObjectFacts } from '../kinds/facts';
import { cronJobKind, jobKind } from '../kinds/jobs';
import { claimKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  type WorkloadFacts,
} from '../kinds/workloads';

/** Who uses the claims of a namespace. */
export interface ClaimUse {
  /** In words; undefined if nothing does. */
  userOf(claim: string): string | undefined;
}

/** Whatever names claims. */
interface Naming extends ObjectFacts {
  claims: readonly string[];
}

const NAMING: readonly CachedKind<Naming>[] = [
  // The last one that names a claim is told: what people know.
  podKind,
  replicaSetKind,
  deploymentKind,
  daemonSetKind,
  jobKind,
  cronJobKind,
];

/**
 * A claim is in use if a pod, or the template of anything that makes pods, names
 * it, however many replicas there are just now; if it may be one of a
 * StatefulSet, also of an ordinal beyond its replicas; and if another claim is a
 * copy of it.
 */
export function claimUse(source: Source, namespace: string): ClaimUse {
  const users = new Map<string, string>();
  for (const kind of NAMING) {
    for (const { name, claims } of source.items(kind, namespace)) {
      claims.forEach(claim => users.set(claim, `${kind.type.kind} ${name}`));
    }
  }
  const sets = [...source.items(statefulSetKind, namespace)];
  for (const { name, claims } of sets) {
    claims.forEach(claim => users.set(claim, `StatefulSet ${name}`));
  }
  for (const { name, copyOf } of source.items(claimKind, namespace)) {
    if (copyOf) {
      users.set(copyOf, `its copy ${name}`);
    }
  }
  return {
    userOf: claim => users.get(claim) ?? setOf(claim, sets),
  };
}

/** `<template>-<set>-<ordinal>`; a set and a template may hold dashes, too. */
function setOf(
  claim: string,
  sets: readonly WorkloadFacts[],
): string | undefined {
  const base = /^(.+)-\d+$/.exec(claim)?.[1];
  if (base === undefined) {
    return undefined;
  }
  const set = sets.find(({ name, claimTemplates }) =>
    claimTemplates.some(template => `${template}-${name}` === base),
  );
  return set && `StatefulSet ${set.name}`;
}
