import { z } from 'zod/v3';
import { WORKLOAD_KINDS } from '../refs/workloadRef';

/**
 * Health in Argo CD's words (`gitops-engine/pkg/health`), which users know.
 *
 * @public
 */
export const healthSchema = z.enum([
  'Healthy',
  'Progressing',
  'Suspended',
  'Degraded',
  'Missing',
  'Unknown',
]);

/** A value of {@link healthSchema}. @public */
export type Health = z.infer<typeof healthSchema>;

/** Whether a button is there for this viewer, and if not, why not. @public */
export const availabilitySchema = z.object({
  enabled: z.boolean(),
  why: z.string().optional().describe('Why the action is not available'),
});

/** A value of {@link availabilitySchema}. @public */
export type Availability = z.infer<typeof availabilitySchema>;

/** One container of a pod. @public */
export const containerViewSchema = z.object({
  name: z.string(),
  image: z.string(),
  init: z.boolean(),
  ready: z.boolean(),
  restarts: z.number().int(),
  state: z.enum(['waiting', 'running', 'terminated', 'unknown']),
  reason: z.string().optional().describe('e.g. CrashLoopBackOff, OOMKilled'),
  message: z.string().optional(),
  hasPrevious: z
    .boolean()
    .describe('An earlier instance of it ended; its log may be read'),
});

/** A value of {@link containerViewSchema}. @public */
export type ContainerView = z.infer<typeof containerViewSchema>;

/** One pod, as its row shows it. @public */
export const podViewSchema = z.object({
  name: z.string(),
  uid: z.string(),
  status: z.string().describe('What the STATUS column of kubectl would say'),
  health: healthSchema,
  message: z.string().optional().describe('Why it is not healthy, in words'),
  readyContainers: z.number().int(),
  totalContainers: z.number().int(),
  restarts: z.number().int(),
  node: z.string().optional(),
  createdAt: z.string(),
  containers: z.array(containerViewSchema),
});

/** A value of {@link podViewSchema}. @public */
export type PodView = z.infer<typeof podViewSchema>;

/** One workload, with its pods and what this viewer may do with it. @public */
export const workloadViewSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  kind: z.enum(WORKLOAD_KINDS),
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  createdAt: z.string(),
  stage: z
    .string()
    .optional()
    .describe("The namespace's label fairway.dev/stage, e.g. production"),
  health: healthSchema,
  reason: z
    .string()
    .optional()
    .describe('One word for why, e.g. ImagePullBackOff'),
  message: z.string().describe('The state in a sentence'),
  replicas: z
    .object({
      desired: z.number().int(),
      ready: z.number().int(),
      updated: z.number().int(),
      available: z.number().int(),
    })
    .optional()
    .describe('Absent for CronJob and Job'),
  rollout: z
    .object({
      done: z.boolean(),
      message: z.string().describe('What kubectl rollout status would print'),
    })
    .optional()
    .describe('Absent for CronJob and Job'),
  images: z.array(z.object({ container: z.string(), image: z.string() })),
  revision: z.number().int().optional(),
  paused: z.boolean().describe('Deployment paused, CronJob or Job suspended'),
  schedule: z
    .object({
      cron: z.string(),
      timeZone: z.string().optional(),
      lastScheduledAt: z.string().optional(),
      active: z.number().int(),
    })
    .optional()
    .describe('CronJob only'),
  autoscaler: z
    .object({
      name: z.string(),
      min: z.number().int(),
      max: z.number().int(),
      current: z.number().int(),
    })
    .optional(),
  managedBy: z
    .object({
      tool: z.enum(['Argo CD', 'Flux', 'Helm']),
      name: z.string(),
    })
    .optional()
    .describe('The tool that will put a live change back'),
  pods: z.array(podViewSchema),
  actions: z.object({
    scale: availabilitySchema,
    restart: availabilitySchema,
    rollback: availabilitySchema,
    logs: availabilitySchema,
  }),
});

/** A value of {@link workloadViewSchema}. @public */
export type WorkloadView = z.infer<typeof workloadViewSchema>;

/**
 * One cluster's part of the answer. A cluster that hangs, refuses or is not
 * there says so here, beside the others' workloads.
 *
 * @public
 */
export const clusterViewSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['live', 'syncing', 'stale', 'unreachable', 'forbidden']),
  message: z
    .string()
    .optional()
    .describe('What is wrong and what to do, when the state is not live'),
  workloads: z.array(workloadViewSchema),
});

/** A value of {@link clusterViewSchema}. @public */
export type ClusterView = z.infer<typeof clusterViewSchema>;

/** All workloads of an entity, in all clusters. @public */
export const workloadsViewSchema = z.object({
  entityRef: z.string(),
  clusters: z.array(clusterViewSchema),
});

/** A value of {@link workloadsViewSchema}. @public */
export type WorkloadsView = z.infer<typeof workloadsViewSchema>;

/** An event, of whichever of the two event APIs. @public */
export const eventViewSchema = z.object({
  uid: z.string(),
  type: z.string().describe('Normal or Warning'),
  reason: z.string(),
  message: z.string(),
  count: z.number().int(),
  lastSeen: z.string(),
  firstSeen: z.string().optional(),
  object: z.object({ kind: z.string(), name: z.string() }),
});

/** A value of {@link eventViewSchema}. @public */
export type EventView = z.infer<typeof eventViewSchema>;

/** One workload with its events, newest last (as kubectl lists them). @public */
export const workloadDetailSchema = z.object({
  workload: workloadViewSchema,
  events: z.array(eventViewSchema),
});

/** A value of {@link workloadDetailSchema}. @public */
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;

/** A revision that a workload had. @public */
export const revisionViewSchema = z.object({
  revision: z.number().int(),
  current: z.boolean(),
  createdAt: z.string(),
  changeCause: z
    .string()
    .optional()
    .describe('Annotation kubernetes.io/change-cause'),
  images: z.array(z.object({ container: z.string(), image: z.string() })),
  template: z.string().describe('The pod template as YAML, for a diff'),
});

/** A value of {@link revisionViewSchema}. @public */
export type RevisionView = z.infer<typeof revisionViewSchema>;

/** Newest first. @public */
export const revisionListSchema = z.object({
  revisions: z.array(revisionViewSchema),
});

/** A value of {@link revisionListSchema}. @public */
export type RevisionList = z.infer<typeof revisionListSchema>;
