import { ENVIRONMENT_LABELS } from '@fairway-idp/backstage-plugin-fairway-common';
import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1Namespace } from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts */
export interface NamespaceFacts extends ObjectFacts {
  /** What the namespace controller says about a deletion that goes on. */
  deletionMessages: string[];
}

const TELLING = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
];

/** @see NamespaceFacts */
export const namespaceKind: CachedKind<NamespaceFacts> = {
  type: TYPES.Namespace,
  indexedLabels: [ENVIRONMENT_LABELS.managed],
  project(object) {
    const namespace = object as V1Namespace;
    const conditions = namespace.status?.conditions ?? [];
    return {
      ...objectFacts(namespace),
      deletionMessages: conditions
        .filter(
          ({ type, status }) => status === 'True' && TELLING.includes(type),
        )
        .map(({ type, message }) => message ?? type),
    };
  },
};
