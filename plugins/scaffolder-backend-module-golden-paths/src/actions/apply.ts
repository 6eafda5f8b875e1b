import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  AppliedObject,
  Applier,
  ObjectRenderer,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { applyExamples } from './apply.examples';
import { objectsInput, objectsOf } from './inputs';

/** Server-side apply as the person who started the task. */
export function createApplyAction(deps: {
  renderer: ObjectRenderer;
  applier: Applier;
}) {
  return createTemplateAction({
    id: 'fairway:kubernetes:apply',
    description:
      'Applies objects to a cluster (server-side apply), as the person who started the task. Nothing is applied unless all of it would be taken, what others made is left alone, and nothing is deleted. A second time it changes nothing',
    examples: applyExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...objectsInput(z),
          fieldManager: z
            .string()
            .min(1)
            .max(128)
            .optional()
            .describe('Default fairway-golden-path'),
          takeOwnership: z
            .boolean()
            .optional()
            .describe(
              'Take over objects and fields that others made or manage; default: they are reported, and nothing is applied',
            ),
          rehearse: z
            .boolean()
            .optional()
            .describe('Only say what would be done'),
          onRefusal: z
            .enum(['fail', 'continue'])
            .optional()
            .describe(
              'What follows when the cluster would not take all of it from this person, and nothing is applied; default fail',
            ),
        }),
      output: z =>
        z.object({
          applied: z
            .array(
              z.object({
                apiVersion: z.string(),
                kind: z.string(),
                namespace: z.string().optional(),
                name: z.string(),
                uid: z.string(),
                outcome: z.enum(['created', 'configured', 'unchanged']),
              }),
            )
            .describe('In the order in which they were applied'),
          refusal: z
            .string()
            .optional()
            .describe('Why nothing was applied, with onRefusal: continue'),
        }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const objects = await objectsOf(deps.renderer, ctx);
      const dryRun = ctx.isDryRun || input.rehearse;
      const apply = () =>
        deps.applier.apply(
          {
            ...input,
            objects,
            run: ctx.task.id,
            dryRun,
            signal: ctx.signal,
            onApplied: one => logger.info(lineOf(one)),
          },
          credentials,
        );
      // A task that is taken up again reports what was done the first time.
      const { applied, refusal } = await ctx.checkpoint({
        key: 'apply',
        fn: async (): Promise<Outcome> => {
          try {
            return { applied: (await apply()).map(one => ({ ...one })) };
          } catch (error) {
            if (input.onRefusal === 'continue' && isRefusal(error)) {
              return { applied: [], refusal: error.message };
            }
            throw error;
          }
        },
      });
      if (refusal === undefined) {
        logger.info(
          `${applied.length} objects ${
            dryRun ? 'would be' : 'are'
          } in place in ${input.namespace} of cluster ${input.cluster}`,
        );
      } else {
        logger.warn(refusal);
        ctx.output('refusal', refusal);
      }
      ctx.output('applied', applied);
    },
  });
}

/** As a checkpoint keeps it. */
type Outcome = {
  applied: Array<{ [field in keyof AppliedObject]: AppliedObject[field] }>;
  refusal?: string;
};

/** The cluster has answered, and would not take it. */
function isRefusal(error: unknown): error is Error {
  return (
    isError(error) &&
    ['InputError', 'ConflictError', 'NotAllowedError'].includes(error.name)
  );
}

function lineOf({ kind, name, outcome }: AppliedObject): string {
  return `${kind}/${name} ${outcome}`;
}
