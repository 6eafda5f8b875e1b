import { readEnvironment } from '@fairway-idp/backstage-plugin-fairway-common';
import type { NamespaceFacts } from '../../kinds/namespace';
import { readDelivered } from '../deliver/delivered';
import type { PreviewKey } from '../record/record';
import type { Sight } from './types';

/** What a namespace is to a preview. */
export function sightOf(
  namespace: NamespaceFacts,
  key: PreviewKey,
  options: { instance: string },
): Sight {
  const { uid, resourceVersion, name, annotations, deletingSince } = namespace;
  const reading = readEnvironment({ metadata: namespace }, options);
  if (reading.outcome === 'foreign') {
    return {
      state: 'foreign',
      uid,
      why: `There is a namespace ${name} that is not this portal's: it is left alone`,
    };
  }
  if (reading.outcome === 'garbled') {
    return {
      state: 'foreign',
      uid,
      why: `The labels and annotations of ${name} cannot be understood, so it is left alone: ${reading.problems.join(
        '; ',
      )}`,
    };
  }
  const { environment } = reading;
  if (environment.kind !== 'preview' || !isOf(environment.source, key)) {
    return {
      state: 'foreign',
      uid,
      why: `${name} belongs to something else: it is left alone`,
    };
  }
  return {
    state: 'present',
    uid,
    resourceVersion,
    ...(deletingSince !== undefined && { deletingSince }),
    environment,
    delivered: readDelivered(annotations),
  };
}

function isOf(source: PreviewKey, key: PreviewKey): boolean {
  return (
    source.host === key.host &&
    source.repositoryId === key.repositoryId &&
    source.number === key.number
  );
}
