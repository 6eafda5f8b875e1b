import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Leftovers } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { actorOf } from '../audit';
import { leftoversInput } from './leftoversInput';
import { reportExamples } from './report.examples';

/** Says what this run has made so far. Writes nothing. */
export function createReportAction({ leftovers }: { leftovers: Leftovers }) {
  return createTemplateAction({
    id: 'fairway:run:report',
    description:
      'Says what this run has made so far, and how it goes on or is taken away. Put it at the end, for runs that fail: if failure()',
    examples: reportExamples,
    supportsDryRun: true,
    schema: {
      input: z => z.object(leftoversInput(z)),
      output: z =>
        z.object({
          made: z.array(z.record(z.unknown())),
          unknown: z
            .array(z.string())
            .describe('What could not be asked for, and why'),
        }),
    },
    async handler(ctx) {
      const { input, logger, task, signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const run = { id: task.id, person: actorOf(credentials) };
      const { made, unknown } = await leftovers.list(
        { ...input, run, signal },
        credentials,
      );
      ctx.output(
        'made',
        made.map(one => ({ ...one })),
      );
      ctx.output('unknown', unknown);
      if (made.length > 0) {
        logger.warn(
          `This run has made, and left: ${made
            .map(({ title }) => title)
            .join('; ')}`,
        );
      }
      if (unknown.length > 0) {
        logger.warn(`Not known is ${unknown.join('; ')}`);
      }
      if (made.length + unknown.length === 0) {
        logger.info('This run has made nothing');
        return;
      }
      logger.warn(
        `Retry it here, and it goes on where it was; or take it all away by the template that undoes a run, whose id is ${task.id}`,
      );
    },
  });
}
