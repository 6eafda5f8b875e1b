import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ObjectRenderer } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { stringify } from 'yaml';
import { renderInput } from './inputs';
import { renderExamples } from './render.examples';

/** Skeleton and packaging → objects. Reads the workspace, changes nothing. */
export function createRenderAction({ renderer }: { renderer: ObjectRenderer }) {
  return createTemplateAction({
    id: 'fairway:render',
    description:
      'Renders a folder of the workspace (plain manifests, a kustomization or a Helm chart) to objects of Kubernetes, for fairway:kubernetes:preflight and fairway:kubernetes:apply',
    examples: renderExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          ...renderInput(z),
          namespace: z
            .string()
            .optional()
            .describe('Namespace that a chart is rendered for'),
        }),
      output: z =>
        z.object({
          objects: z
            .array(z.record(z.unknown()))
            .describe('In the order of the files'),
          manifest: z.string().describe('The same as YAML'),
          count: z.number(),
        }),
    },
    async handler(ctx) {
      const objects = await renderer.render({
        ...ctx.input,
        workspace: ctx.workspacePath,
        signal: ctx.signal,
      });
      const names = objects.map(
        ({ kind, metadata }) => `${kind}/${metadata?.name}`,
      );
      ctx.logger.info(
        `Rendered ${objects.length} objects: ${names.join(', ')}`,
      );
      ctx.output('objects', objects);
      ctx.output(
        'manifest',
        objects.map(object => stringify(object)).join('---\n'),
      );
      ctx.output('count', objects.length);
    },
  });
}
