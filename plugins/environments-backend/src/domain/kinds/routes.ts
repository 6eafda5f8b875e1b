import type { CachedKind } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts */
export interface RouteFacts extends ObjectFacts {
  generation: number;
  /** Whether a gateway took it; absent while none has said. */
  accepted?: boolean;
  /** Why not, in the gateway's words. */
  refused?: string;
}

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  observedGeneration?: number;
}

interface HttpRoute extends KubernetesObject {
  status?: { parents?: Array<{ conditions?: Condition[] }> };
}

/** @see RouteFacts */
export const routeKind: CachedKind<RouteFacts> = {
  type: TYPES.HTTPRoute,
  project(object) {
    const route = object as HttpRoute;
    const generation = route.metadata?.generation ?? 0;
    const said = (route.status?.parents ?? [])
      .flatMap(({ conditions = [] }) => conditions)
      .filter(
        ({ type, observedGeneration = generation }) =>
          ['Accepted', 'ResolvedRefs'].includes(type) &&
          observedGeneration >= generation,
      );
    const no = said.find(({ status }) => status === 'False');
    return {
      ...objectFacts(route),
      generation,
      accepted:
        said.some(({ type }) => type === 'Accepted') && !no
          ? true
          : no && false,
      refused: no && (no.message || no.reason || no.type),
    };
  },
};
