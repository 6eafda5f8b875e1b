import type {
  CleanableKind,
  CleanupTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fingerprint } from '@fairway-idp/backstage-plugin-fairway-node';

/** A cleanup rule. Data: what it looks for is one of a few targets. */
export interface Rule {
  id: string;
  title: string;
  target: CleanupTarget;
  kind: CleanableKind;
  enabled: boolean;
  olderThanHours: number;
  noticeHours: number;
  /** Namespaces that are no environments, by name. */
  namespaces: readonly string[];
  /** Whether it goes into environments; else only into `namespaces`. */
  environments: boolean;
  /** Fingerprint of what decides. */
  version: string;
}

/** What is fixed about each target. */
export const TARGETS: Record<
  CleanupTarget,
  {
    kind: CleanableKind;
    title: string;
    /** What its age is counted from. */
    since: string;
    olderThanHours: number;
    noticeHours: number;
  }
> = {
  'old-pod': {
    kind: 'Pod',
    title: 'Old pods',
    since: 'its creation; of a finished pod, its end',
    olderThanHours: 7 * 24,
    noticeHours: 24,
  },
  'finished-job': {
    kind: 'Job',
    title: 'Finished jobs',
    since: 'its completion',
    olderThanHours: 3 * 24,
    noticeHours: 24,
  },
  'failed-job': {
    kind: 'Job',
    title: 'Failed jobs',
    since: 'its failure',
    olderThanHours: 7 * 24,
    noticeHours: 24,
  },
  'unbound-claim': {
    kind: 'PersistentVolumeClaim',
    title: 'Unbound volume claims',
    since: 'when it was first seen so',
    olderThanHours: 3 * 24,
    noticeHours: 48,
  },
  'unmounted-claim': {
    kind: 'PersistentVolumeClaim',
    title: 'Volumes that nothing uses',
    since: 'when it was first seen so',
    olderThanHours: 14 * 24,
    noticeHours: 72,
  },
  'empty-namespace': {
    kind: 'Namespace',
    title: 'Namespaces with nothing alive',
    since: 'when it was first seen so',
    olderThanHours: 14 * 24,
    noticeHours: 72,
  },
};

/** A rule with what its target gives where the configuration says nothing. */
export function createRule(
  options: Pick<Rule, 'id' | 'target'> &
    Partial<
      Pick<
        Rule,
        | 'title'
        | 'enabled'
        | 'olderThanHours'
        | 'noticeHours'
        | 'namespaces'
        | 'environments'
      >
    >,
): Rule {
  const { id, target } = options;
  const fixed = TARGETS[target];
  const { environments = true } = options;
  const decides = {
    id,
    target,
    olderThanHours: options.olderThanHours ?? fixed.olderThanHours,
    noticeHours: options.noticeHours ?? fixed.noticeHours,
    namespaces: [...(options.namespaces ?? [])].sort(),
    ...(!environments && { environments }),
  };
  return {
    ...decides,
    environments,
    kind: fixed.kind,
    title: options.title ?? fixed.title,
    enabled: options.enabled ?? true,
    version: fingerprint(decides),
  };
}
