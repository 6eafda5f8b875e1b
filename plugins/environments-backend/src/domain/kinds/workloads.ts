import {
  podRequests,
  type CachedKind,
  type PodRequests,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  KubernetesObject,
  V1CronJob,
  V1Deployment,
  V1PodSpec,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { objectFacts, type ObjectFacts } from './facts';
import { TYPES } from './resourceTypes';

/** A Deployment or StatefulSet. */
export interface ScalableFacts extends ObjectFacts {
  kind: 'Deployment' | 'StatefulSet';
  generation: number;
  replicas: number;
  readyReplicas: number;
  /** Uses PersistentVolumeClaims: mostly a database, which others wait for. */
  keepsData: boolean;
  /** Scaling to 0 would delete its data. */
  deletesDataAtZero: boolean;
  /** The GitOps tool that will put a changed replica count back. */
  gitOps?: 'Argo CD' | 'Flux';
  /** What one pod asks for. */
  requests: PodRequests;
  /** Why the API server refuses its pods, in the server's words. */
  refusedPods?: string;
  /** What its rollout waits for; absent if every pod is new and available. */
  unsettled?: string;
  /** Why its rollout does not come to an end, in the server's words. */
  stalled?: string;
}

/** @see ObjectFacts */
export interface CronJobFacts extends ObjectFacts {
  suspend: boolean;
}

/** @see ObjectFacts */
export interface AutoscalerFacts extends ObjectFacts {
  target: { kind: string; name: string };
  minReplicas: number;
  /** Made by a ScaledObject, which decides about 0 replicas itself. */
  keda: boolean;
}

/** @see ScalableFacts */
export const deploymentKind: CachedKind<ScalableFacts> = {
  type: TYPES.Deployment,
  project(object) {
    const deployment = object as V1Deployment;
    const { spec, status } = deployment;
    return {
      ...objectFacts(deployment),
      ...templateFacts(spec?.template.spec),
      kind: 'Deployment',
      generation: generationOf(deployment),
      replicas: spec?.replicas ?? 1,
      readyReplicas: status?.readyReplicas ?? 0,
      deletesDataAtZero: false,
      gitOps: gitOpsOf(deployment),
      refusedPods: status?.conditions?.find(
        ({ type, status: holds }) =>
          type === 'ReplicaFailure' && holds === 'True',
      )?.message,
      unsettled: unsettled(deployment, {
        ready: status?.availableReplicas,
        old: (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0),
      }),
      stalled: status?.conditions?.find(
        ({ type, status: holds }) =>
          type === 'Progressing' && holds === 'False',
      )?.message,
    };
  },
};

/** @see ScalableFacts */
export const statefulSetKind: CachedKind<ScalableFacts> = {
  type: TYPES.StatefulSet,
  project(object) {
    const set = object as V1StatefulSet;
    const { spec, status } = set;
    const template = templateFacts(spec?.template.spec);
    const retention = spec?.persistentVolumeClaimRetentionPolicy;
    return {
      ...objectFacts(set),
      ...template,
      kind: 'StatefulSet',
      generation: generationOf(set),
      replicas: spec?.replicas ?? 1,
      readyReplicas: status?.readyReplicas ?? 0,
      keepsData:
        template.keepsData || (spec?.volumeClaimTemplates ?? []).length > 0,
      deletesDataAtZero: retention?.whenScaled === 'Delete',
      gitOps: gitOpsOf(set),
      unsettled: unsettled(set, {
        ready: status?.availableReplicas ?? status?.readyReplicas,
        // With OnDelete, old pods stay for as long as somebody likes.
        old:
          spec?.updateStrategy?.type === 'OnDelete' ||
          status?.currentRevision === status?.updateRevision
            ? 0
            : (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0),
      }),
    };
  },
};

/** @see CronJobFacts */
export const cronJobKind: CachedKind<CronJobFacts> = {
  type: TYPES.CronJob,
  project(object) {
    const job = object as V1CronJob;
    return { ...objectFacts(job), suspend: job.spec?.suspend ?? false };
  },
};

/** @see AutoscalerFacts */
export const autoscalerKind: CachedKind<AutoscalerFacts> = {
  type: TYPES.HorizontalPodAutoscaler,
  project(object) {
    const autoscaler = object as V2HorizontalPodAutoscaler;
    const { spec } = autoscaler;
    const facts = objectFacts(autoscaler);
    return {
      ...facts,
      target: {
        kind: spec?.scaleTargetRef.kind ?? '',
        name: spec?.scaleTargetRef.name ?? '',
      },
      minReplicas: spec?.minReplicas ?? 1,
      keda: 'scaledobject.keda.sh/name' in facts.labels,
    };
  },
};

/** By the rules of `kubectl rollout status`. */
function unsettled(
  { metadata, spec, status }: V1Deployment | V1StatefulSet,
  { ready = 0, old }: { ready?: number; old: number },
): string | undefined {
  const wanted = spec?.replicas ?? 1;
  if ((status?.observedGeneration ?? 0) < generationOf({ metadata })) {
    return 'its controller has not seen it yet';
  }
  if (ready < wanted) {
    return `${ready} of ${wanted} pods are available`;
  }
  return old > 0 ? 'old pods are still there' : undefined;
}

function generationOf({ metadata }: KubernetesObject): number {
  return metadata?.generation ?? 0;
}

function templateFacts(spec: V1PodSpec | undefined) {
  return {
    keepsData: (spec?.volumes ?? []).some(
      volume => volume.persistentVolumeClaim,
    ),
    requests: podRequests(spec),
  };
}

function gitOpsOf({ metadata }: KubernetesObject): ScalableFacts['gitOps'] {
  const { labels = {}, annotations = {} } = metadata ?? {};
  if ('argocd.argoproj.io/tracking-id' in annotations) {
    return 'Argo CD';
  }
  const flux = /^(kustomize|helm)\.toolkit\.fluxcd\.io\/name$/;
  return Object.keys(labels).some(key => flux.test(key)) ? 'Flux' : undefined;
}
