import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ObjectRenderer,
  Waiter,
  WaitResult,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { fieldsOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { objectsInput, objectsOf } from './inputs';
import { waitExamples } from './wait.examples';

/** Seconds for which an image or a Secret is waited for that something else may bring. */
const PATIENCE = 30;

/** Waits for workloads, and says in the task's log how they get on. */
export function createWaitAction(deps: {
  renderer: ObjectRenderer;
  waiter: Waiter;
}) {
  return createTemplateAction({
    id: 'fairway:kubernetes:wait',
    description:
      'Waits until the workloads among the objects are ready and their HTTPRoutes are taken by a Gateway, or until it is plain why they will not be. Its log tells how they get on; a cancelled task stops waiting',
    examples: waitExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...objectsInput(z),
          timeoutSeconds: z
            .number()
            .int()
            .min(1)
            .max(3600)
            .optional()
            .describe('How long it waits at most; default 300'),
          patienceSeconds: z
            .number()
            .int()
            .min(0)
            .max(3600)
            .optional()
            .describe(
              'For how long a workload or a route may be in trouble (a crash, an image that cannot be pulled) before it is given up; default 120: an image may still be being built',
            ),
          onFailure: z
            .enum(['fail', 'continue'])
            .optional()
            .describe(
              'What follows when they do not become ready; default fail',
            ),
          onMissingImage: z
            .enum(['fail', 'continue'])
            .optional()
            .describe(
              'What follows when nothing but images that cannot be pulled for half a minute keeps them from being ready; default as onFailure. With continue, CI may bring the first image',
            ),
          onMissingSecret: z
            .enum(['fail', 'continue'])
            .optional()
            .describe(
              'The same of Secrets that are not there, or lack a key. With continue, an operator or somebody else may make them later',
            ),
        }),
      output: z =>
        z.object({
          ready: z.boolean(),
          imageMissing: z
            .boolean()
            .describe(
              'Nothing is missing but images that cannot be pulled, and perhaps Secrets',
            ),
          secretsMissing: z
            .array(z.string())
            .describe('Names of Secrets; nothing else is missing but images'),
          seconds: z.number().describe('How long it took'),
          workloads: z.array(
            z.object({
              kind: z.string(),
              name: z.string(),
              health: z.string(),
              message: z.string(),
            }),
          ),
        }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      // The scaffolder fills in no defaults of schemas.
      const {
        timeoutSeconds = 300,
        patienceSeconds = 120,
        onFailure = 'fail',
        onMissingImage = onFailure,
        onMissingSecret = onFailure,
      } = input;
      const objects = await objectsOf(deps.renderer, ctx);
      if (ctx.isDryRun) {
        logger.info('A dry run does not wait');
        ctx.output('ready', true);
        ctx.output('imageMissing', false);
        ctx.output('secretsMissing', []);
        ctx.output('seconds', 0);
        ctx.output('workloads', []);
        return;
      }
      const soon = Math.min(PATIENCE, patienceSeconds) * 1000;
      const result = await deps.waiter.wait(
        {
          cluster: input.cluster,
          namespace: input.namespace,
          objects: objects.map(nameOf),
          timeout: timeoutSeconds * 1000,
          patience: patienceSeconds * 1000,
          patienceFor: {
            ...(onMissingImage === 'continue' && { image: soon }),
            ...(onMissingSecret === 'continue' && { secret: soon }),
          },
          signal: ctx.signal,
          onProgress: line => logger.info(line),
        },
        await ctx.getInitiatorCredentials(),
      );
      const seconds = Math.round(result.took / 100) / 10;
      ctx.output('ready', result.ready);
      ctx.output('imageMissing', result.imageMissing);
      ctx.output('secretsMissing', result.secretsMissing);
      ctx.output('seconds', seconds);
      ctx.output('workloads', result.workloads);
      if (result.ready) {
        logger.info(`Ready after ${seconds} s`);
        return;
      }
      const lacks = lacksOf(result, { onMissingImage, onMissingSecret });
      const what =
        lacks.length > 0
          ? `Everything is there but ${lacks
              .map(({ name }) => name)
              .join(' and ')}`
          : 'Not ready';
      const message = `${what} after ${seconds} s: ${result.reasons.join(
        '; ',
      )}`;
      const isFatal =
        lacks.length > 0
          ? lacks.some(({ then }) => then === 'fail')
          : onFailure === 'fail';
      if (isFatal) {
        throw new Error(
          `${message}. What was applied is in place: mend what it says, and retry this run, which waits again; or undo it`,
        );
      }
      logger.warn([message, ...lacks.map(({ hint }) => hint)].join('. '));
    },
  });
}

/** Objects, and what `fairway:kubernetes:apply` says of them, are named alike. */
function nameOf(object: Record<string, unknown>): {
  kind: string;
  name: string;
} {
  const { name = object.name } = fieldsOf(object.metadata);
  return { kind: String(object.kind), name: String(name) };
}

interface Lack {
  name: string;
  then: 'fail' | 'continue';
  /** What brings it. */
  hint: string;
}

function lacksOf(
  { imageMissing, secretsMissing }: WaitResult,
  then: Record<'onMissingImage' | 'onMissingSecret', Lack['then']>,
): Lack[] {
  const secrets = secretsMissing.map(name => `'${name}'`).join(', ');
  return [
    ...(imageMissing
      ? [
          {
            name: 'the image',
            then: then.onMissingImage,
            hint: 'The first pipeline that pushes it brings it',
          },
        ]
      : []),
    ...(secrets
      ? [
          {
            name: `what Secret ${secrets} holds`,
            then: then.onMissingSecret,
            hint: 'The pods start once it is made',
          },
        ]
      : []),
  ];
}
