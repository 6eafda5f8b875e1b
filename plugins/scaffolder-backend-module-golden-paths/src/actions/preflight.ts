import { InputError, isError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Dependency,
  ObjectRenderer,
  StagedPreflight,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { z as zod } from 'zod/v3';
import { objectsInput, objectsOf, type ObjectsInput } from './inputs';
import { lineOf } from './lineOf';
import { preflightExamples } from './preflight.examples';

/** What is said of each stage beside its objects. */
interface Asked {
  fields?: Record<string, string>;
  dependencies?: Array<Dependency & { port?: number }>;
}

const fields = (z: typeof zod) =>
  z
    .record(z.string())
    .optional()
    .describe(
      "The template's own names of its parameters, by target, name, image, resources, replicas, env, port, host, route, gateway, ingressClass, trafficNamespace, dependencies, outside, callers, secrets, monitoring, infrastructure and schedule",
    );

const dependencies = (z: typeof zod) =>
  z
    .array(
      z.object({
        namespace: z.string().optional(),
        name: z
          .string()
          .optional()
          .describe(
            'Of its Service; without labels, its pods bear it as app.kubernetes.io/name',
          ),
        labels: z.record(z.string()).optional(),
        port: z.number().optional(),
        ports: z.array(z.number()).optional(),
      }),
    )
    .optional();

/** Says what a cluster would refuse, before anything exists. Writes nothing. */
export function createPreflightAction(deps: {
  renderer: ObjectRenderer;
  preflight: StagedPreflight;
}) {
  const { renderer, preflight } = deps;
  return createTemplateAction({
    id: 'fairway:kubernetes:preflight',
    description:
      'Checks objects against a real cluster, as the person who started the task: server dry run, quotas with rollout surge and autoscaler, names and hosts that are taken, images, missing kinds, Pod Security, ConfigMaps, Gateways and IngressClasses, NetworkPolicies of both sides; where it runs first, and at the same time where it is delivered later. Changes nothing; put it before whatever publishes a repository',
    examples: preflightExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...objectsInput(z),
          dependencies: dependencies(z).describe(
            'What the pods need to reach within the cluster, by the ports of its pods',
          ),
          trafficNamespace: z
            .string()
            .optional()
            .describe(
              'Where the pods of the Gateway or of the Ingress controller run, if the objects let requests in from there: one in which no pod runs is a finding',
            ),
          fields: fields(z),
          later: z
            .array(
              z.object({
                ...objectsInput(z),
                stage: z.string().min(1).describe('e.g. staging'),
                dependencies: dependencies(z).describe(
                  'What the pods need to reach then; default: the same, where a namespace that is that of the first stage is that of this one, and -dev at its end is the name of this stage',
                ),
                fields: fields(z).describe(
                  "The template's own names of parameters of this stage; default: target is called as the stage, host as the stage with Host at its end",
                ),
              }),
            )
            .optional()
            .describe(
              'Where it is delivered later, with the objects for it. What one may not ask there is a finding to be confirmed',
            ),
          delivery: z
            .string()
            .optional()
            .describe(
              'Who makes the objects where it runs first: direct (default), the person who started the task; anything else, e.g. argo-cd, others: then what that person may not do there is a finding to be confirmed',
            ),
          takeOwnership: z
            .boolean()
            .optional()
            .describe('As fairway:kubernetes:apply will be told'),
          failOn: z
            .enum(['block', 'confirm', 'never'])
            .optional()
            .describe('Which findings end the task; default block'),
        }),
      output: z =>
        z.object({
          passed: z.boolean().describe('Nothing blocks'),
          findings: z.array(z.record(z.unknown())),
          quota: z
            .array(z.record(z.unknown()))
            .describe('What is left of each quota'),
          urls: z
            .array(z.string())
            .describe(
              'At which it will answer where it runs first, as far as Gateways and Ingresses tell',
            ),
        }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const { cluster, namespace, later = [], failOn = 'block' } = input;
      const credentials = await ctx.getInitiatorCredentials();
      const asked = async <T extends ObjectsInput & Asked>(one: T) => ({
        ...one,
        objects: await objectsOf(renderer, { ...ctx, input: one }),
        dependencies: one.dependencies?.map(({ port, ...rest }) => ({
          ...rest,
          ports: port === undefined ? rest.ports : [port],
        })),
        run: ctx.task.id,
        trafficNamespace: input.trafficNamespace || undefined,
        fieldNames: one.fields,
        takeOwnership: input.takeOwnership,
        signal: ctx.signal,
      });
      const first = {
        ...(await asked(input)),
        byOthers: (input.delivery ?? 'direct') !== 'direct',
      };
      const others = await Promise.all(later.map(asked));
      const report = await naming(
        preflight.check(first, others, credentials),
        input.fields?.target,
      );
      for (const one of report.findings) {
        logger[one.severity === 'info' ? 'info' : 'warn'](lineOf(one));
      }
      ctx.output('passed', report.passed);
      ctx.output('findings', report.findings);
      ctx.output('quota', report.room);
      ctx.output('urls', report.urls ?? []);
      const fatal = report.findings.filter(({ severity }) =>
        ends(severity, failOn),
      );
      if (fatal.length > 0) {
        throw new InputError(
          `The checks against ${namespace} of cluster ${cluster} found ${
            fatal.length
          }: ${fatal.map(lineOf).join('; ')}`,
        );
      }
      const silent = report.findings.filter(({ id }) => id === 'not-asked');
      const places = [input, ...later].flatMap(one => {
        const place = `${one.namespace} of cluster ${one.cluster}`;
        return silent.some(({ message }) =>
          message.includes(`${place} was not asked`),
        )
          ? []
          : place;
      });
      if (places.length > 0) {
        logger.info(`Nothing speaks against it in ${places.join(', ')}`);
      }
    },
  });
}

/** A form has its own name for where something is to run. */
async function naming<T>(asked: Promise<T>, field = 'target'): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw isError(error) && error.name === 'NotAllowedError'
      ? new NotAllowedError(
          `${field}: ${error.message}; choose another namespace, or ask those who run it for the right`,
        )
      : error;
  }
}

function ends(
  severity: GoldenPathFinding['severity'],
  failOn: 'block' | 'confirm' | 'never',
): boolean {
  return (
    failOn !== 'never' &&
    (severity === 'block' || (severity === 'confirm' && failOn === 'confirm'))
  );
}
