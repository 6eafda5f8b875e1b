import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Leftovers } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { actorOf } from '../audit';
import { deliveryNamespaceOf } from '../domain/placesOfRun';
import { leftoversInput } from './leftoversInput';
import { reportExamples } from './report.examples';

const UNDO = 'template:default/undo-run';

/**
 * Says what this run has made so far. Writes nothing.
 *
 * @param deps.portal - URL of the portal's pages
 */
export function createReportAction(deps: {
  leftovers: Leftovers;
  catalog: CatalogService;
  portal: string | undefined;
}) {
  const { leftovers, catalog, portal } = deps;
  return createTemplateAction({
    id: 'fairway:run:report',
    description:
      'Says what this run has made so far, and how it goes on or is taken away. Put it at the end, for runs that fail: if failure()',
    examples: reportExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...leftoversInput(z),
          undoTemplate: z
            .string()
            .optional()
            .describe(
              `Template with a parameter run and a step fairway:run:undo, to which it points; default ${UNDO}`,
            ),
        }),
      output: z =>
        z.object({
          made: z.array(z.record(z.unknown())),
          undoUrl: z
            .string()
            .optional()
            .describe(
              'Where it is taken away again, if there is such a template',
            ),
        }),
    },
    async handler(ctx) {
      const { input, logger, task, signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const run = { id: task.id, person: actorOf(credentials) };
      const made = await leftovers.list(
        { ...input, ...deliveryNamespaceOf(input), run, signal },
        credentials,
      );
      ctx.output(
        'made',
        made.map(one => ({ ...one })),
      );
      if (made.length === 0) {
        logger.info('This run has made nothing');
        return;
      }
      const known = made.filter(({ unknown }) => !unknown);
      if (known.length > 0) {
        logger.warn(
          `This run has made, and left: ${known
            .map(({ title }) => title)
            .join('; ')}`,
        );
      }
      for (const { unknown, title, keptBecause } of made) {
        if (unknown) {
          logger.warn(`Not known is ${title}: ${keptBecause}`);
        }
      }
      logger.warn('Retry it here, and it goes on where it was');
      const undo = await catalog.getEntityByRef(input.undoTemplate ?? UNDO, {
        credentials,
      });
      if (undo && portal) {
        const url = undoUrl(portal, input.undoTemplate ?? UNDO, task.id);
        ctx.output('undoUrl', url);
        logger.warn(`Take it all away again: ${url}`);
      }
    },
  });
}

/** The form that undoes a run, filled in. */
function undoUrl(portal: string, template: string, run: string): string {
  const { namespace, name } = parseEntityRef(template, {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  const formData = encodeURIComponent(JSON.stringify({ run }));
  return `${portal}/create/templates/${namespace}/${name}?formData=${formData}`;
}
