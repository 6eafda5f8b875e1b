import type {
  CommitStatus,
  Forge,
  ForgeFile,
  ForgeHint,
  ForgeRepository,
  PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  at,
  GiteaClient,
  PAGE_SIZE,
  readPages,
  type GiteaConnection,
} from '@fairway-idp/backstage-plugin-fairway-node/gitea';
import { z } from 'zod/v3';
import {
  combinedStatusSchema,
  pullRequestSchema,
  repositorySchema,
  statusSchema,
} from '../client/schema';
import { readWebhook } from '../webhook/readWebhook';
import { Comments } from './Comments';
import { toPullRequest } from './pullRequest';
import { readFolder } from './readFolder';
import { fitted, isSame, toCommitStatus } from './status';

/** Milliseconds that a call may take with all of its requests. */
const TIMEOUT = 30_000;

export interface GiteaForgeOptions extends GiteaConnection {
  webhookSecret?: string;
}

/** Previews' view of a Gitea (or a Forgejo). */
export class GiteaForge implements Forge {
  readonly type = 'gitea';

  private readonly client: GiteaClient;
  private readonly comments: Comments;

  private constructor(private readonly options: GiteaForgeOptions) {
    this.client = GiteaClient.create(options);
    this.comments = Comments.create(this.client);
  }

  static create(options: GiteaForgeOptions): GiteaForge {
    return new GiteaForge(options);
  }

  get host(): string {
    return this.options.host;
  }

  async getRepository(
    fullName: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<ForgeRepository> {
    const { value } = await this.client.call({
      what: `read ${fullName}`,
      path: at`/repos/${fullName}`,
      schema: repositorySchema,
      signal,
    });
    return {
      id: `${value.id}`,
      fullName: value.full_name,
      url: value.html_url,
      defaultBranch: value.default_branch,
    };
  }

  async listOpenPullRequests(
    repository: ForgeRepository,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<PullRequest[]> {
    const { fullName } = repository;
    const whole = within(signal);
    const found = await readPages({
      what: `open pull requests of ${fullName}`,
      read: page =>
        this.client.call({
          what: `list the open pull requests of ${fullName}`,
          path: at`/repos/${fullName}/pulls`,
          // The oldest first: one that is opened meanwhile moves no other.
          query: { state: 'open', sort: 'oldest', page, limit: PAGE_SIZE },
          schema: z.array(pullRequestSchema),
          signal: whole,
        }),
      keyOf: pullRequest => pullRequest.number,
    });
    return found.map(one => toPullRequest(repository, one));
  }

  async getPullRequest(
    repository: ForgeRepository,
    number: number,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<PullRequest> {
    const { value } = await this.client.call({
      what: `read ${repository.fullName}#${number}`,
      path: at`/repos/${repository.fullName}/pulls/${number}`,
      schema: pullRequestSchema,
      signal,
    });
    return toPullRequest(repository, value);
  }

  readFolder(
    repository: ForgeRepository,
    options: { commit: string; path: string; signal?: AbortSignal },
  ): Promise<ForgeFile[]> {
    const { commit, path, signal } = options;
    return readFolder(this.client, {
      repository,
      commit,
      path,
      signal: within(signal),
    });
  }

  async listStatuses(
    repository: ForgeRepository,
    commit: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<CommitStatus[]> {
    const name = `${repository.fullName} at ${commit.slice(0, 12)}`;
    const whole = within(signal);
    const found = await readPages({
      what: `statuses of ${name}`,
      read: async page => {
        const { value, total } = await this.client.call({
          what: `list the statuses of ${name}`,
          path: at`/repos/${repository.fullName}/commits/${commit}/status`,
          query: { page, limit: PAGE_SIZE },
          schema: combinedStatusSchema,
          signal: whole,
        });
        return { value: value.statuses ?? [], total };
      },
      keyOf: status => status.context,
    });
    return found.map(toCommitStatus);
  }

  async setStatus(
    repository: ForgeRepository,
    commit: string,
    status: CommitStatus,
  ): Promise<void> {
    const wanted = fitted(status);
    const { context, state, description, targetUrl = '' } = wanted;
    const before = await this.listStatuses(repository, commit);
    const newest = before.find(one => one.context === context);
    if (newest && isSame(newest, wanted)) {
      return;
    }
    await this.client.call({
      what: `set ${context} of ${repository.fullName} at ${commit.slice(
        0,
        12,
      )}`,
      method: 'POST',
      path: at`/repos/${repository.fullName}/statuses/${commit}`,
      body: { context, state, description, target_url: targetUrl },
      schema: statusSchema,
    });
  }

  putComment(
    pullRequest: Pick<PullRequest, 'number'> & { repository: ForgeRepository },
    comment: { marker: string; body: string; id?: string },
  ): Promise<string> {
    return this.comments.put(pullRequest, comment, within());
  }

  readWebhook(
    request: Parameters<Forge['readWebhook']>[0],
  ): ForgeHint | undefined {
    return readWebhook(request, this.options.webhookSecret);
  }
}

function within(signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
