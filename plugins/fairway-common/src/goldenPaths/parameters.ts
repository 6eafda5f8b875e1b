import { z } from 'zod/v3';

/** Where a golden path puts what it makes. @public */
export const goldenPathTargetSchema = z.object({
  cluster: z.string().min(1, 'cluster must be a name'),
  namespace: z.string().min(1, 'namespace must be a name'),
});

/** A value of {@link goldenPathTargetSchema}. @public */
export type GoldenPathTarget = z.infer<typeof goldenPathTargetSchema>;

const amountsSchema = z.object({
  cpu: z.string().optional(),
  memory: z.string().optional(),
});

/** Requests and limits of one pod, as quantities. @public */
export const goldenPathResourcesSchema = z.object({
  requests: amountsSchema.optional(),
  limits: amountsSchema.optional(),
});

/** A value of {@link goldenPathResourcesSchema}. @public */
export type GoldenPathResources = z.infer<typeof goldenPathResourcesSchema>;

const keySchema = z.object({ name: z.string(), key: z.string() });

/** A variable: a plain value, or a key of a ConfigMap or Secret. @public */
export const goldenPathVariableSchema = z.object({
  name: z.string(),
  value: z.string().optional(),
  configMap: keySchema.optional(),
  secret: keySchema
    .optional()
    .describe('By name only: no value of a Secret is ever read or asked for'),
});

/** A value of {@link goldenPathVariableSchema}. @public */
export type GoldenPathVariable = z.infer<typeof goldenPathVariableSchema>;

/** A component that is called, by the port of its pods. @public */
export const goldenPathDependencySchema = z.object({
  namespace: z.string().max(253),
  name: z.string().max(253),
  port: z.number(),
});

/** A value of {@link goldenPathDependencySchema}. @public */
export type GoldenPathDependency = z.infer<typeof goldenPathDependencySchema>;

/** Addresses outside the cluster that are called. @public */
export const goldenPathOutsideSchema = z.object({
  cidr: z.string().max(50),
  port: z.number(),
});

/** Who calls it: a component, or all of a namespace. @public */
export const goldenPathCallerSchema = z.object({
  namespace: z.string().max(253),
  name: z.string().max(253).optional(),
});

/** What a template can make beside the workload and its route. @public */
export const GOLDEN_PATH_COMPANIONS = [
  'config',
  'account',
  'network-policy',
  'disruption-budget',
  'migration',
  'secrets',
  'claim',
  'monitoring',
] as const;

/**
 * What a template makes of a form, as far as the form does not say it: so that
 * the same is checked before it is rendered.
 *
 * @public
 */
export const goldenPathShapeSchema = z.object({
  replicas: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('The fewest pods where it runs first; default replicas.min'),
  surge: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('maxSurge of a Deployment; default 25 %, as Kubernetes has it'),
  ephemeralStorage: z
    .object({ requests: z.string().max(50), limits: z.string().max(50) })
    .optional()
    .describe('Of each pod'),
  objects: z
    .array(z.enum(GOLDEN_PATH_COMPANIONS))
    .max(50)
    .optional()
    .describe(
      'What comes along: ConfigMap, ServiceAccount, NetworkPolicy, PodDisruptionBudget, a Job that migrates; if the form asks for it: what makes Secrets, a claim of Crossplane, what Prometheus reads',
    ),
});

/** A value of {@link goldenPathShapeSchema}. @public */
export type GoldenPathShape = z.infer<typeof goldenPathShapeSchema>;

/** Where it will run later, e.g. `staging`. @public */
export const goldenPathStageSchema = goldenPathTargetSchema.extend({
  stage: z.string().min(1).max(63),
  host: z
    .string()
    .max(500)
    .optional()
    .describe('Default: the first host, with the stage before it'),
});

/** A value of {@link goldenPathStageSchema}. @public */
export type GoldenPathStage = z.infer<typeof goldenPathStageSchema>;

/**
 * What a form has been told so far; whatever is not filled in yet is left out.
 *
 * @public
 */
export const goldenPathParametersSchema = z.object({
  name: z.string().max(253).optional(),
  kind: z
    .enum(['service', 'worker', 'job'])
    .default('service')
    .describe('What it is: answers requests, works, or runs by a schedule'),
  image: z.string().max(1000).optional(),
  resources: goldenPathResourcesSchema.optional(),
  replicas: z
    .object({
      min: z.number().int().min(0).max(1000),
      max: z.number().int().min(0).max(1000).optional(),
    })
    .optional(),
  env: z.array(goldenPathVariableSchema).max(500).optional(),
  port: z.number().optional(),
  host: z.string().max(500).optional(),
  route: z.enum(['http-route', 'ingress', 'none']).optional(),
  gateway: z.object({ namespace: z.string(), name: z.string() }).optional(),
  ingressClass: z.string().max(253).optional(),
  trafficNamespace: z
    .string()
    .max(253)
    .optional()
    .describe(
      'Where the pods run from which requests come; default: that of the gateway',
    ),
  dependencies: z
    .array(goldenPathDependencySchema)
    .max(50)
    .optional()
    .describe('What it calls within the cluster'),
  outside: z
    .array(goldenPathOutsideSchema)
    .max(50)
    .optional()
    .describe('What it calls outside the cluster'),
  callers: z
    .array(goldenPathCallerSchema)
    .max(50)
    .optional()
    .describe('What may call it'),
  secrets: z
    .enum(['cluster', 'external-secrets', 'csi'])
    .optional()
    .describe('What makes the Secrets that variables name'),
  secretStore: z.object({ kind: z.string(), name: z.string() }).optional(),
  infrastructure: z.string().max(100).optional(),
  monitoring: z
    .boolean()
    .optional()
    .describe('Later stages have the Prometheus operator'),
  schedule: z.string().max(500).optional(),
  timeZone: z.string().max(100).optional(),
  repoUrl: z
    .string()
    .max(500)
    .optional()
    .describe('As the scaffolder writes it: host?owner=…&repo=…'),
  forge: z.string().max(50).optional().describe('github, gitlab or gitea'),
  delivery: z
    .string()
    .max(50)
    .optional()
    .describe(
      'Who makes the objects: direct (default), the person; anything else, e.g. argo-cd, others with rights of their own',
    ),
});

/** A value of {@link goldenPathParametersSchema}. @public */
export type GoldenPathParameters = z.infer<typeof goldenPathParametersSchema>;
