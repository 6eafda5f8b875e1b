import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
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
              'What follows when this person lacks the rights to apply all of it, and nothing is applied; default fail. What nobody could apply, and what others made, fails always',
            ),
          onMissingKind: z
            .enum(['fail', 'continue'])
            .optional()
            .describe(
              'What follows when the cluster does not serve a kind of it, as what reads it runs in another, and nothing is applied; default fail',
            ),
          fields: z
            .object({
              name: z.string().min(1).optional(),
              objects: z.string().min(1).optional(),
            })
            .optional()
            .describe(
              "The template's own names of the parameters that an error is to name: name, if others made or manage what is there; objects, of every other refusal",
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
            .describe(
              'Why nothing was applied, with onRefusal or onMissingKind: continue',
            ),
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
            if (goesOnAfter(error, input)) {
              return { applied: [], refusal: error.message };
            }
            throw naming(error, input.fields);
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

/** For somebody else to do: all the rest nobody can apply, or would overwrite. */
function goesOnAfter(
  error: unknown,
  input: { onRefusal?: string; onMissingKind?: string },
): error is Error {
  const { onRefusal, onMissingKind } = input;
  return (
    isError(error) &&
    ((onRefusal === 'continue' && error.name === 'NotAllowedError') ||
      (onMissingKind === 'continue' && error.name === 'NotFoundError'))
  );
}

/** A form has its own names for what a refusal is about. */
function naming(
  error: unknown,
  fields: { name?: string; objects?: string } = {},
): unknown {
  if (!isError(error)) {
    return error;
  }
  const { name, objects } = fields;
  const said = (field: string | undefined) =>
    field ? `${field}: ${error.message}` : error.message;
  switch (error.name) {
    case 'ConflictError':
      return new ConflictError(said(name));
    case 'InputError':
      return new InputError(said(objects));
    case 'NotAllowedError':
      return new NotAllowedError(said(objects));
    case 'NotFoundError':
      return new NotFoundError(said(objects));
    default:
      return error;
  }
}

function lineOf({ kind, name, outcome }: AppliedObject): string {
  return `${kind}/${name} ${outcome}`;
}
