import type { CachedKind } from '../../cache/types';
import type {
  CoreV1Event,
  V1Namespace,
  V1ReplicaSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import {
  conditionFacts,
  objectFacts,
  timeText,
  type ConditionFacts,
  type ObjectFacts,
} from './facts';
import { TYPES } from './resourceTypes';

/** @see ObjectFacts @public */
export interface ReplicaSetFacts extends ObjectFacts {
  replicas: number;
  conditions: ConditionFacts[];
}

/** @see ReplicaSetFacts @public */
export const replicaSetKind: CachedKind<ReplicaSetFacts> = {
  type: TYPES.ReplicaSet,
  project(object) {
    const set = object as V1ReplicaSet;
    return {
      ...objectFacts(set),
      replicas: set.spec?.replicas ?? 0,
      conditions: conditionFacts(set.status?.conditions),
    };
  },
};

/** @see ObjectFacts @public */
export interface NamespaceFacts extends ObjectFacts {
  terminating: boolean;
}

/** @see NamespaceFacts @public */
export const namespaceKind: CachedKind<NamespaceFacts> = {
  type: TYPES.Namespace,
  project(object) {
    const namespace = object as V1Namespace;
    return {
      ...objectFacts(namespace),
      terminating: namespace.status?.phase === 'Terminating',
    };
  },
};

/** A HorizontalPodAutoscaler of `autoscaling/v2`. @public */
export interface AutoscalerFacts extends ObjectFacts {
  target: { group: string; kind: string; name: string };
  /** Replicas. */
  min: number;
  max: number;
  current: number;
  /** Condition `ScalingActive`: `True`, `False`, `Unknown` or empty. */
  scalingActive: string;
}

function groupOf(apiVersion: string | undefined): string {
  const [group, version] = (apiVersion ?? '').split('/');
  return version ? group : '';
}

/** @see AutoscalerFacts @public */
export const autoscalerKind: CachedKind<AutoscalerFacts> = {
  type: TYPES.HorizontalPodAutoscaler,
  project(object) {
    const { spec, status, ...rest } = object as V2HorizontalPodAutoscaler;
    const target = spec?.scaleTargetRef;
    return {
      ...objectFacts(rest),
      target: {
        group: groupOf(target?.apiVersion),
        kind: target?.kind ?? '',
        name: target?.name ?? '',
      },
      min: spec?.minReplicas ?? 1,
      max: spec?.maxReplicas ?? 1,
      current: status?.currentReplicas ?? 0,
      scalingActive:
        conditionFacts(status?.conditions).find(
          condition => condition.type === 'ScalingActive',
        )?.status ?? '',
    };
  },
};

/** @see ObjectFacts @public */
export interface EventFacts extends ObjectFacts {
  type: string;
  reason: string;
  message: string;
  count: number;
  /** RFC 3339; kubectl's order: series, else last timestamp, else event time. */
  lastSeen: string;
  firstSeen?: string;
  object: { kind: string; name: string; uid: string };
}

function lastSeen(event: CoreV1Event): string {
  return (
    timeText(event.series?.lastObservedTime) ||
    timeText(event.lastTimestamp) ||
    timeText(event.eventTime) ||
    timeText(event.metadata?.creationTimestamp)
  );
}

/**
 * Events of `v1`, as `kubectl events` lists them (`cmd/events/events.go`).
 *
 * @public
 */
export const eventKind: CachedKind<EventFacts> = {
  type: TYPES.Event,
  project(object) {
    const event = object as CoreV1Event;
    const { kind = '', name = '', uid = '' } = event.involvedObject ?? {};
    return {
      ...objectFacts(event),
      type: event.type ?? 'Normal',
      reason: event.reason ?? '',
      message: event.message ?? '',
      count: event.series?.count ?? event.count ?? 1,
      lastSeen: lastSeen(event),
      firstSeen: timeText(event.firstTimestamp) || undefined,
      object: { kind, name, uid },
    };
  },
};
