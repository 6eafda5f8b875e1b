import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  createTemplateAction,
  getRepoSourceDirectory,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import {
  inTime,
  publish,
  requireFree,
  type Repositories,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { actorOf } from '../audit';
import { publishExamples } from './publish.examples';

/** How long a push may take. */
const PUSH_SECONDS = 120;

/**
 * Publishes the workspace to a Gitea. Unlike `publish:gitea`, a run that was cut
 * off anywhere in it goes on where it was.
 */
export function createPublishAction(deps: {
  repositories: Repositories;
  config: RootConfigService;
}) {
  const { repositories, config } = deps;
  const author = {
    name: config.getOptionalString('scaffolder.defaultAuthor.name'),
    email: config.getOptionalString('scaffolder.defaultAuthor.email'),
  };
  return createTemplateAction({
    id: 'fairway:repository:publish',
    description:
      'Makes a repository in an organization of a Gitea or Forgejo from the content of the workspace. A run that is taken up again goes on with the repository that it made itself; one of somebody else is never touched',
    examples: publishExamples,
    supportsDryRun: true,
    schema: {
      input: z =>
        z.object({
          repoUrl: z
            .string()
            .min(1)
            .describe('As RepoUrlPicker writes it: host?owner=…&repo=…'),
          description: z.string().optional(),
          defaultBranch: z.string().optional().describe('Default main'),
          repoVisibility: z
            .enum(['private', 'public'])
            .optional()
            .describe('Default private'),
          gitCommitMessage: z
            .string()
            .optional()
            .describe('Default initial commit'),
          sourcePath: z
            .string()
            .optional()
            .describe('Folder of the workspace; default all of it'),
        }),
      output: z =>
        z.object({
          remoteUrl: z.string().describe('For git clone'),
          repoContentsUrl: z
            .string()
            .describe('Of the root folder, with a slash at its end'),
          commitHash: z.string(),
        }),
    },
    async handler(ctx) {
      const { input, logger, task, signal } = ctx;
      const { defaultBranch = 'main', gitCommitMessage = 'initial commit' } =
        input;
      const person = actorOf(await ctx.getInitiatorCredentials());
      const run = { id: task.id, person };
      const repository = repositories.at(input.repoUrl);
      const { account: auth, url } = repository;
      const outputs = (commitHash: string) => {
        ctx.output('remoteUrl', `${url}.git`);
        ctx.output('repoContentsUrl', `${url}/src/branch/${defaultBranch}/`);
        ctx.output('commitHash', commitHash);
      };
      const dir = getRepoSourceDirectory(ctx.workspacePath, input.sourcePath);
      if (ctx.isDryRun) {
        await requireFree(repository, { run, signal });
        logger.info(`${repository.title} would be made`);
        outputs('');
        return;
      }
      const commit = await ctx.checkpoint({
        key: 'publish',
        fn: () =>
          publish(repository, {
            run,
            description: input.description ?? '',
            private: input.repoVisibility !== 'public',
            defaultBranch,
            message: gitCommitMessage,
            signal,
            push: async commitMessage => {
              // What an attempt that was cut off has committed here never left.
              await rm(join(dir, '.git'), { recursive: true, force: true });
              const pushing = initRepoAndPush({
                dir,
                remoteUrl: `${url}.git`,
                auth,
                defaultBranch,
                logger,
                commitMessage,
                gitAuthorInfo: author,
              });
              const { commitHash } = await pushed(pushing, repository.title);
              return commitHash;
            },
          }),
      });
      logger.info(`${repository.title} holds the content, as ${commit}`);
      outputs(commit);
    },
  });
}

/** Git has no end of its own, and says nothing of the field. */
async function pushed<T>(pushing: Promise<T>, title: string): Promise<T> {
  try {
    return await inTime(pushing, {
      seconds: PUSH_SECONDS,
      what: `the push to ${title}`,
    });
  } catch (error) {
    const { message, data } = error as Error & {
      data?: { statusCode?: number };
    };
    const words = `repoUrl: ${title} did not take the content: ${message}`;
    // A refusal is not over by itself.
    const isRefusal = (data?.statusCode ?? 500) < 500;
    throw isRefusal
      ? new NotAllowedError(
          `${words}. The portal's account in integrations.gitea may not push there`,
        )
      : new ServiceUnavailableError(words);
  }
}
