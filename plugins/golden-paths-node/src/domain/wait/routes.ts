import type { HealthReport } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import {
  entriesOf,
  fieldsOf,
  textOf,
  type Fields,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';

/** Both must be true of each Gateway: it takes the route, and finds the Service. */
const CONDITIONS = ['Accepted', 'ResolvedRefs'];

/**
 * Whether an HTTPRoute leads anywhere, by what the Gateways say in its status: of
 * this generation of it, not of an earlier one.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#routestatus
 */
export function routeHealth(
  route: KubernetesObject & { spec?: unknown; status?: unknown },
): HealthReport {
  const asked = entriesOf(fieldsOf(route.spec).parentRefs).length;
  const parents = entriesOf(fieldsOf(route.status).parents);
  const said = parents.flatMap(({ conditions }) =>
    entriesOf(conditions).filter(
      ({ type, observedGeneration = route.metadata?.generation }) =>
        CONDITIONS.includes(textOf(type) ?? '') &&
        observedGeneration === route.metadata?.generation,
    ),
  );
  const refusal = said.find(({ status }) => status === 'False');
  if (refusal) {
    return { health: 'Degraded', ...wordsOf(refusal) };
  }
  const isTaken =
    parents.length >= asked &&
    said.filter(({ status }) => status === 'True').length >=
      asked * CONDITIONS.length;
  return isTaken
    ? { health: 'Healthy', message: 'taken by its Gateway' }
    : {
        health: 'Progressing',
        message: 'no Gateway has taken it yet',
      };
}

function wordsOf({ type, reason, message }: Fields) {
  return {
    reason: textOf(reason) ?? 'NotAccepted',
    message: `its Gateway says that it is not ${String(type)}: ${
      textOf(message) || textOf(reason) || 'without a reason'
    }`,
  };
}
