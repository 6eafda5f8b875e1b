import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  Leftover,
  Leftovers,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { actorOf } from '../audit';
import { deliveryNamespaceOf } from '../domain/placesOfRun';
import type { Runs } from '../Runs';
import { leftoversInput } from './leftoversInput';
import { undoExamples } from './undo.examples';

/** Takes away what a run of the same person has made. */
export function createUndoAction(deps: { leftovers: Leftovers; runs: Runs }) {
  const { leftovers, runs } = deps;
  return createTemplateAction({
    id: 'fairway:run:undo',
    description:
      'Takes away what a run has made: objects (an Application of Argo CD with what it delivered), location and repository, each only if it bears the mark of that run and of the person who now undoes it; a repository in which somebody has worked since stays. Where it looks is told by the steps of the run, unless the inputs say so. A second time it finds nothing',
    examples: undoExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          run: z.string().min(1).describe('Id of the task that made it'),
          ...leftoversInput(z),
          isUntouched: z
            .boolean()
            .optional()
            .describe(
              'Of a repository on GitHub or GitLab, which is not looked at: nobody has worked in it since. Without it nothing is taken away there',
            ),
        }),
      output: z =>
        z.object({
          removed: z.array(z.string()),
          kept: z.array(z.string()).describe('Each with the reason'),
          byHand: z
            .array(z.string())
            .describe('What the person takes away, and where'),
        }),
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const run = { id: input.run, person: actorOf(credentials) };
      const isTold = input.repoUrl !== undefined || input.cluster !== undefined;
      const places = isTold
        ? { ...input, ...deliveryNamespaceOf(input) }
        : await runs.placesOf(run.id, credentials);
      const { repoUrl, cluster, namespace, deliveryNamespace } = places;
      const question = {
        ...{ repoUrl, cluster, namespace, deliveryNamespace },
        ...{ run, signal, isUntouched: input.isUntouched },
      };
      const { removed, kept: all } = ctx.isDryRun
        ? split(await leftovers.list(question, credentials))
        : await leftovers.remove(question, credentials);
      const byHand = all.filter(one => one.byHand).map(lineOf);
      const kept = all.filter(one => !one.byHand).map(lineOf);
      removed.forEach(({ title }) =>
        logger.info(`${title} ${ctx.isDryRun ? 'would be' : 'was'} removed`),
      );
      ctx.output(
        'removed',
        removed.map(({ title }) => title),
      );
      ctx.output('kept', kept);
      ctx.output('byHand', byHand);
      byHand.forEach(line => logger.warn(`By hand: ${line}`));
      if (kept.length > 0) {
        throw new ConflictError(`Not removed: ${kept.join('; ')}`);
      }
      if (removed.length === 0) {
        logger.info(`Of run ${input.run} nothing is left that is yours`);
      }
    },
  });
}

function split(found: Leftover[]) {
  return {
    removed: found.filter(({ keptBecause }) => keptBecause === undefined),
    kept: found.filter(({ keptBecause }) => keptBecause !== undefined),
  };
}

/** e.g. `repository shop/cart on git.example.com: somebody has worked in it since` */
function lineOf({ title, keptBecause }: Leftover): string {
  return `${title}: ${keptBecause}`;
}
