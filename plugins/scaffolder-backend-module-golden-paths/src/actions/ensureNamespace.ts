import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Namespaces } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { ensureNamespaceExamples } from './ensureNamespace.examples';

/** Makes a namespace where the person may; one that is there stays as it is. */
export function createEnsureNamespaceAction({
  namespaces,
}: {
  namespaces: Namespaces;
}) {
  return createTemplateAction({
    id: 'fairway:namespace:ensure',
    description:
      'Makes a namespace if it is not there, as the person who started the task. One that is there is left as it is',
    examples: ensureNamespaceExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().min(1).describe('Name of the cluster'),
          namespace: z.string().min(1).describe('Name of the namespace'),
          labels: z
            .record(z.string())
            .optional()
            .describe(
              'Labels of a new namespace; those that the platform reads are refused',
            ),
        }),
      output: z =>
        z.object({
          namespace: z.string(),
          created: z.boolean().describe('It was not there before'),
        }),
    },
    async handler(ctx) {
      const { namespace, cluster } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const created = await ctx.checkpoint({
        key: 'ensure',
        fn: async () =>
          (
            await namespaces.ensure(
              {
                ...ctx.input,
                run: ctx.task.id,
                dryRun: ctx.isDryRun,
                signal: ctx.signal,
              },
              credentials,
            )
          ).created,
      });
      ctx.logger.info(
        `Namespace ${namespace} of cluster ${cluster} ${
          created ? 'was made' : 'is there already'
        }`,
      );
      ctx.output('namespace', namespace);
      ctx.output('created', created);
    },
  });
}
