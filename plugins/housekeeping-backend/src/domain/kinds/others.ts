import {
  fromObjectSelector,
  type CachedKind,
  type Requirement,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { quantityToNumber } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  KubernetesObject,
  V1Namespace,
  V1Node,
  V1PersistentVolumeClaim,
  V1PodDisruptionBudget,
} from '@kubernetes/client-node';
import {
  controllerOf,
  objectFacts,
  type Controller,
  type ObjectFacts,
} from './facts';
import { intern } from './intern';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts */
export interface ClaimFacts extends ObjectFacts {
  phase: string;
  /** A quantity. */
  storage: string;
  owner: Controller | undefined;
  /** The claim that it was made a copy of. */
  copyOf: string | undefined;
}

/** @see ClaimFacts */
export const claimKind: CachedKind<ClaimFacts> = {
  type: TYPES.PersistentVolumeClaim,
  project(object) {
    const claim = object as V1PersistentVolumeClaim;
    const { spec, status } = claim;
    const source = spec?.dataSourceRef ?? spec?.dataSource;
    return {
      ...objectFacts(claim),
      phase: intern(status?.phase ?? 'Unknown'),
      storage: intern(
        status?.capacity?.storage ?? spec?.resources?.requests?.storage ?? '0',
      ),
      owner: controllerOf(claim),
      copyOf:
        source?.kind === 'PersistentVolumeClaim' ? source.name : undefined,
    };
  },
};

/** @see ObjectFacts */
export const namespaceKind: CachedKind<ObjectFacts> = {
  type: TYPES.Namespace,
  project: object => objectFacts(object as V1Namespace as KubernetesObject),
};

/** @see ObjectFacts */
export interface BudgetFacts extends ObjectFacts {
  selector: readonly Requirement[];
}

/** @see BudgetFacts */
export const budgetKind: CachedKind<BudgetFacts> = {
  type: TYPES.PodDisruptionBudget,
  project(object) {
    const budget = object as V1PodDisruptionBudget;
    return {
      ...objectFacts(budget),
      selector: fromObjectSelector(budget.spec?.selector),
    };
  },
};

/** @see ObjectFacts */
export interface NodeFacts extends ObjectFacts {
  isReady: boolean;
  /** Takes no new pods: cordoned. */
  isCordoned: boolean;
  /** Cores. */
  cpu: number;
  /** Bytes. */
  memory: number;
  pods: number;
}

/** @see NodeFacts */
export const nodeKind: CachedKind<NodeFacts> = {
  type: TYPES.Node,
  project(object) {
    const node = object as V1Node;
    const { allocatable = {}, conditions = [] } = node.status ?? {};
    const amount = (resource: string) =>
      quantityToNumber(allocatable[resource] ?? '0') ?? 0;
    return {
      ...objectFacts(node),
      isReady: conditions.some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      ),
      isCordoned: node.spec?.unschedulable ?? false,
      cpu: amount('cpu'),
      memory: amount('memory'),
      pods: amount('pods'),
    };
  },
};
