import {
  ENVIRONMENT_LABELS as E,
  HOUSEKEEPING_LABELS as H,
  readEnvironment,
  type Environment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { ObjectFacts } from '../kinds/facts';
import type { Settings } from '../settings/settings';

/** What a namespace is to housekeeping. */
export type Place =
  | { is: 'environment'; environment: Environment }
  /** Marked as ours, but not readable. */
  | { is: 'garbled'; problems: string[] }
  | { is: 'system' }
  /** Nobody's environment; an administrator lets rules that name it clean. */
  | { is: 'open' }
  /** Nobody's environment, or another portal's. */
  | { is: 'foreign' };

const KUBERNETES = /^kube-/;
/** Never touched, whatever labels they bear. */
const ALWAYS = ['default', 'fairway-system'];

/** @see Place */
export function placeOf(
  namespace: ObjectFacts,
  settings: Pick<Settings, 'instance' | 'systemNamespaces'>,
): Place {
  const { name, labels, annotations } = namespace;
  if (
    KUBERNETES.test(name) ||
    ALWAYS.includes(name) ||
    settings.systemNamespaces.includes(name)
  ) {
    return { is: 'system' };
  }
  if (!(E.managed in labels)) {
    return { is: labels[H.cleanable] === 'true' ? 'open' : 'foreign' };
  }
  const reading = readEnvironment(
    { metadata: { name, labels, annotations } },
    settings,
  );
  switch (reading.outcome) {
    case 'environment':
      return { is: 'environment', environment: reading.environment };
    case 'garbled':
      return { is: 'garbled', problems: reading.problems };
    default:
      return { is: 'foreign' };
  }
}
