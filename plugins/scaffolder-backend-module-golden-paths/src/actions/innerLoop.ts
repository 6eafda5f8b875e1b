import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { INNER_LOOP_TOOLS } from '@fairway-idp/backstage-plugin-workspaces-common';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { walk } from '../digestOf';
import { innerLoopOf } from '../domain/innerLoop';
import { innerLoopExamples } from './innerLoop.examples';

/** Writes the files of an inner-loop tool into the workspace. */
export function createInnerLoopAction() {
  return createTemplateAction({
    id: 'fairway:inner-loop:write',
    description:
      'Writes into the workspace the files with which developers work on the component by a tool, e.g. skaffold.yaml. What the tool would need and nobody says is told in the log, and nothing is written',
    examples: innerLoopExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          tool: z.enum(INNER_LOOP_TOOLS),
          objects: z
            .array(z.record(z.unknown()))
            .describe('Output of fairway:render: workload and Services'),
          sourceUrl: z
            .string()
            .url()
            .describe('Page of the root folder of the new repository'),
          catalogFile: z
            .string()
            .optional()
            .describe('Within the workspace; default catalog-info.yaml'),
        }),
      output: z => z.object({ files: z.array(z.string()) }),
    },
    async handler(ctx) {
      const { input, workspacePath, logger } = ctx;
      const { catalogFile = 'catalog-info.yaml' } = input;
      const read = (path: string) =>
        readFile(resolveSafeChildPath(workspacePath, path), 'utf8');
      const files: string[] = [];
      for await (const path of walk(workspacePath, '')) {
        files.push(path);
      }
      const { files: made, findings } = innerLoopOf(input.tool, {
        catalogInfo: await read(catalogFile).catch(() => {
          throw new InputError(
            `catalogFile: the workspace has no file '${catalogFile}'; put this step after the one that writes it`,
          );
        }),
        sourceUrl: input.sourceUrl,
        files,
        objects: input.objects,
        ...(files.includes('Dockerfile') && {
          dockerfile: await read('Dockerfile'),
        }),
      });
      findings.forEach(({ message }) => logger.warn(message));
      for (const { path, content } of made) {
        const file = resolveSafeChildPath(workspacePath, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
      const paths = made.map(({ path }) => path);
      logger.info(
        paths.length > 0
          ? `Wrote ${paths.join(', ')}`
          : `There are no files for ${input.tool}`,
      );
      ctx.output('files', paths);
    },
  });
}
