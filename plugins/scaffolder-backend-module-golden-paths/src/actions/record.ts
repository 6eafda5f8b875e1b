import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { recordDocument, RECORD_FILE } from '../domain/recordDocument';
import { digestOf } from '../digestOf';
import type { TemplateWatch } from '../service/TemplateWatch';
import { templateOfRun } from '../withTemplateNoted';
import { recordExamples } from './record.examples';

/** Writes down which template made a repository, and from what. */
export function createRecordAction({ watch }: { watch: TemplateWatch }) {
  return createTemplateAction({
    id: 'fairway:golden-path:record',
    description:
      'Writes into the workspace which template, version and parameters it was made from, so that it can be upgraded later. Ends the task if the template changed since the first step of the run that is one of Fairway. Put it after whatever writes files, and before the repository is published',
    examples: recordExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          template: z
            .string()
            .optional()
            .describe('Entity reference; default: the template of this task'),
          version: z
            .string()
            .min(1)
            .describe('Version or commit of the template'),
          parameters: z
            .record(z.unknown())
            .describe('What the form was told; never a secret'),
          path: z
            .string()
            .optional()
            .describe(`File to write; default ${RECORD_FILE}`),
        }),
      output: z =>
        z.object({
          path: z.string(),
          digest: z
            .string()
            .describe('Of all files of the workspace as they were rendered'),
        }),
    },
    async handler(ctx) {
      const { input, workspacePath, logger } = ctx;
      const { path = RECORD_FILE } = input;
      const template = input.template ?? ctx.templateInfo?.entityRef;
      if (!template) {
        throw new InputError(
          'template must be given: this task was not started from one',
        );
      }
      const of = templateOfRun(ctx);
      if (of) {
        const unknown = await watch.requireSame(of, {
          version: of.template === template ? input.version : undefined,
        });
        unknown.forEach(why =>
          logger.warn(
            `Whether ${of.template} changed during this run is unknown: ${why}`,
          ),
        );
      }
      const file = resolveSafeChildPath(workspacePath, path);
      const digest = await digestOf(workspacePath, { leaveOut: path });
      const text = recordDocument({
        template,
        version: input.version,
        parameters: input.parameters,
        secrets: Object.values(ctx.secrets ?? {}),
        digest,
      });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      logger.info(`Recorded ${template} ${input.version} in ${path}`);
      ctx.output('path', path);
      ctx.output('digest', digest);
    },
  });
}
