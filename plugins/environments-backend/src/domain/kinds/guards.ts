import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  KubernetesObject,
  V1PersistentVolumeClaim,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts */
export interface QuotaFacts extends ObjectFacts {
  hard: Readonly<Record<string, string>>;
  /** What is used of each, as the quota controller counted last. */
  used: Readonly<Record<string, string>>;
}

/** @see ObjectFacts */
export interface ClaimFacts extends ObjectFacts {
  /** A quantity. */
  storage: string;
}

/** @see QuotaFacts */
export const quotaKind: CachedKind<QuotaFacts> = {
  type: TYPES.ResourceQuota,
  project(object) {
    const quota = object as V1ResourceQuota;
    return {
      ...objectFacts(quota),
      hard: quota.status?.hard ?? {},
      used: quota.status?.used ?? {},
    };
  },
};

/** @see ObjectFacts */
export const limitRangeKind: CachedKind<ObjectFacts> = {
  type: TYPES.LimitRange,
  project: object => objectFacts(object as KubernetesObject),
};

/** @see ObjectFacts */
export const networkPolicyKind: CachedKind<ObjectFacts> = {
  type: TYPES.NetworkPolicy,
  project: object => objectFacts(object as KubernetesObject),
};

/** @see ClaimFacts */
export const claimKind: CachedKind<ClaimFacts> = {
  type: TYPES.PersistentVolumeClaim,
  project(object) {
    const claim = object as V1PersistentVolumeClaim;
    return {
      ...objectFacts(claim),
      storage:
        claim.status?.capacity?.storage ??
        claim.spec?.resources?.requests?.storage ??
        '0',
    };
  },
};
