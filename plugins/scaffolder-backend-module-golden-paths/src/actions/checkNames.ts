import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Names } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { actorOf } from '../audit';
import { checkNamesExamples } from './checkNames.examples';
import { lineOf } from './lineOf';

/** Says which names are taken in the catalog and in the forge. Writes nothing. */
export function createCheckNamesAction({ names }: { names: Names }) {
  return createTemplateAction({
    id: 'fairway:names:check',
    description:
      'Ends the task if the catalog has an entity or the forge a repository of that name already, or if this portal cannot publish to that forge; names the field of the form. Changes nothing; put it before whatever publishes a repository. Names in a cluster are checked by fairway:kubernetes:preflight',
    examples: checkNamesExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          entities: z
            .array(z.string().min(1))
            .optional()
            .describe('References of the entities that will be registered'),
          repoUrl: z
            .string()
            .optional()
            .describe(
              'Repository that will be made, as RepoUrlPicker writes it; of other forges than Gitea it is said that they are not asked',
            ),
          forge: z
            .string()
            .optional()
            .describe(
              'What the form calls the forge of repoUrl: github, gitlab or gitea. Ends the task if this portal cannot publish there',
            ),
          fields: z
            .record(z.string())
            .optional()
            .describe(
              "The template's own names of its parameters name and repoUrl",
            ),
        }),
      output: z => z.object({ findings: z.array(z.record(z.unknown())) }),
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const findings = await names.check(
        {
          ...input,
          fieldNames: input.fields,
          run: { id: ctx.task.id, person: actorOf(credentials) },
          signal: ctx.signal,
        },
        credentials,
      );
      findings.forEach(one => logger.warn(lineOf(one)));
      ctx.output('findings', findings);
      const blocks = findings.filter(({ severity }) => severity === 'block');
      if (blocks.length > 0) {
        throw new ConflictError(blocks.map(lineOf).join('; '));
      }
      logger.info('The names are free');
    },
  });
}
