import { InputError, isError, NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  ObjectRenderer,
  Places,
  Preflight,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { objectsInput, objectsOf } from './inputs';
import { lineOf } from './lineOf';
import { preflightExamples } from './preflight.examples';

/** Says what a cluster would refuse, before anything exists. Writes nothing. */
export function createPreflightAction(deps: {
  renderer: ObjectRenderer;
  places: Places;
  preflight: Preflight;
}) {
  const { renderer, places, preflight } = deps;
  return createTemplateAction({
    id: 'fairway:kubernetes:preflight',
    description:
      'Checks objects against a real cluster, as the person who started the task: server dry run, quotas with rollout surge and autoscaler, names and hosts that are taken, images, missing kinds, Pod Security, NetworkPolicies. Changes nothing; put it before whatever publishes a repository',
    examples: preflightExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...objectsInput(z),
          dependencies: z
            .array(
              z.object({
                namespace: z.string().optional(),
                labels: z.record(z.string()).optional(),
                ports: z.array(z.number()).optional(),
              }),
            )
            .optional()
            .describe('What the pods need to reach within the cluster'),
          fields: z
            .record(z.string())
            .optional()
            .describe(
              "The template's own names of its parameters, by target, name, image, resources, replicas, env, port, host and schedule",
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
        }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const { cluster, namespace, failOn = 'block' } = input;
      const credentials = await ctx.getInitiatorCredentials();
      const objects = await objectsOf(renderer, ctx);
      await requirePlace(
        places.require({ cluster, namespace }, credentials),
        input.fields?.target,
      );
      const report = await preflight.check(
        {
          ...input,
          objects,
          run: ctx.task.id,
          fieldNames: input.fields,
          signal: ctx.signal,
        },
        credentials,
      );
      for (const one of report.findings) {
        logger[one.severity === 'info' ? 'info' : 'warn'](lineOf(one));
      }
      ctx.output('passed', report.passed);
      ctx.output('findings', report.findings);
      ctx.output('quota', report.room);
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
      logger.info(
        `${objects.length} objects would be taken by ${namespace} of cluster ${cluster}`,
      );
    },
  });
}

/** A form has its own name for where something is to run. */
async function requirePlace(
  asked: Promise<void>,
  field = 'target',
): Promise<void> {
  try {
    await asked;
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
