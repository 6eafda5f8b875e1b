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
        }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const objects = await objectsOf(deps.renderer, ctx);
      const apply = () =>
        deps.applier.apply(
          {
            ...input,
            objects,
            run: ctx.task.id,
            dryRun: ctx.isDryRun,
            signal: ctx.signal,
            onApplied: one => logger.info(lineOf(one)),
          },
          credentials,
        );
      // A task that is taken up again reports what was done the first time.
      const applied = await ctx.checkpoint({
        key: 'apply',
        fn: async () => (await apply()).map(one => ({ ...one })),
      });
      logger.info(
        `${applied.length} objects ${
          ctx.isDryRun ? 'would be' : 'are'
        } in place in ${input.namespace} of cluster ${input.cluster}`,
      );
      ctx.output('applied', applied);
    },
  });
}

function lineOf({ kind, name, outcome }: AppliedObject): string {
  return `${kind}/${name} ${outcome}`;
}
