import { InputError, NotAllowedError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
} from '@backstage/integration';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  at,
  GiteaClient,
} from '@fairway-idp/backstage-plugin-fairway-node/gitea';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v3';
import type { FoundRepository } from '../../domain/publish/publication';
import type { RepositoryPlace } from '../../domain/publish/repoUrl';

const repositorySchema = z.object({
  description: z.string(),
  default_branch: z.string(),
  empty: z.boolean(),
});

const commitsSchema = z.array(
  z.object({ sha: z.string(), commit: z.object({ message: z.string() }) }),
);

const anything = z.unknown();

/** As many commits are looked at for the one that a run made. */
const COMMITS = 50;

/** Milliseconds until a forge shows what was pushed. */
const PATIENCE = 20_000;

/** One repository, which may not be there yet. @public */
export class Repository {
  private constructor(
    private readonly place: RepositoryPlace,
    private readonly config: GiteaIntegrationConfig,
    private readonly client: GiteaClient,
  ) {}

  static create(
    place: RepositoryPlace,
    config: GiteaIntegrationConfig,
  ): Repository {
    const { Authorization: authorization = '' } =
      getGiteaRequestOptions(config).headers ?? {};
    const { host, baseUrl } = config;
    return new Repository(
      place,
      config,
      GiteaClient.create({
        url: baseUrl ?? `https://${host}`,
        host,
        authorization,
      }),
    );
  }

  /** e.g. `shop/cart on git.example.com` */
  get title(): string {
    const { host } = this.place;
    return `${this.fullName} on ${host}`;
  }

  /** Its page, without a slash at the end. */
  get url(): string {
    const { baseUrl, host } = this.config;
    return `${(baseUrl ?? `https://${host}`).replace(/\/+$/, '')}/${
      this.fullName
    }`;
  }

  /**
   * What Git signs in with.
   *
   * @throws InputError naming the host that has no account in the configuration
   */
  get account(): { username: string; password: string } {
    const { username, password, host } = this.config;
    if (!username || !password) {
      throw new InputError(
        `repoUrl: integrations.gitea has no username and password for the host '${host}'`,
      );
    }
    return { username, password };
  }

  private get fullName(): string {
    return `${this.place.owner}/${this.place.name}`;
  }

  /** Undefined if it is not there, or if the portal may not see it. */
  async find(signal?: AbortSignal): Promise<FoundRepository | undefined> {
    const what = `read ${this.fullName}`;
    const path = at`/repos/${this.fullName}`;
    const found = await orNotThere(
      this.client.call({ what, path, schema: repositorySchema, signal }),
    );
    if (!found) {
      return undefined;
    }
    const { description, default_branch: defaultBranch, empty } = found.value;
    if (empty) {
      return { description, defaultBranch, commits: [] };
    }
    const { value: commits } = await this.client.call({
      what: `list the commits of ${this.fullName}`,
      path: at`/repos/${this.fullName}/commits`,
      query: { limit: COMMITS, stat: false, verification: false, files: false },
      schema: commitsSchema,
      signal,
    });
    return {
      description,
      defaultBranch,
      commits: commits.map(({ sha, commit: { message } }) => ({
        sha,
        message,
      })),
    };
  }

  /** Empty, in an organization. */
  async create(options: {
    description: string;
    private: boolean;
    defaultBranch: string;
    signal?: AbortSignal;
  }): Promise<void> {
    const { signal, defaultBranch, ...rest } = options;
    const { owner, name, host } = this.place;
    const made = await orNotThere(
      this.client.call({
        what: `make ${this.fullName}`,
        method: 'POST',
        path: at`/orgs/${owner}/repos`,
        body: { ...rest, name, default_branch: defaultBranch },
        schema: anything,
        signal,
      }),
    );
    if (!made) {
      throw new InputError(
        `repoUrl: owner '${owner}' is no organization on ${host}, or the portal may not see it`,
      );
    }
  }

  async describe(description: string, signal?: AbortSignal): Promise<void> {
    await this.client.call({
      what: `describe ${this.fullName}`,
      method: 'PATCH',
      path: at`/repos/${this.fullName}`,
      body: { description },
      schema: anything,
      signal,
    });
  }

  /**
   * For good.
   *
   * @throws ForgeError; NotAllowedError if the portal's account may not
   */
  async remove(signal?: AbortSignal): Promise<void> {
    try {
      await this.client.call({
        what: `remove ${this.fullName}`,
        method: 'DELETE',
        path: at`/repos/${this.fullName}`,
        schema: anything,
        signal,
      });
    } catch (error) {
      if (error instanceof ForgeError && error.reason === 'forbidden') {
        throw new NotAllowedError(
          `only owners of ${this.place.owner} may remove it, and the portal's account is none: ask one of them`,
        );
      }
      throw error;
    }
  }

  /**
   * A forge may show what was pushed only some moments later, and answer with
   * errors until then.
   */
  async untilPushed(branch: string, signal?: AbortSignal): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const problem = await this.missing(branch, signal);
      if (!problem) {
        return;
      }
      if (Date.now() > deadline) {
        throw problem;
      }
      await sleep(250, undefined, { signal });
    }
  }

  private async missing(
    branch: string,
    signal?: AbortSignal,
  ): Promise<ForgeError | undefined> {
    try {
      await this.client.call({
        what: `read branch ${branch} of ${this.fullName}`,
        path: at`/repos/${this.fullName}/branches/${branch}`,
        schema: anything,
        signal,
      });
      return undefined;
    } catch (error) {
      if (error instanceof ForgeError) {
        return error;
      }
      throw error;
    }
  }
}

async function orNotThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ForgeError && error.reason === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
