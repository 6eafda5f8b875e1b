import { randomBytes } from 'node:crypto';
import type {
  CommitStatus,
  Forge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  waitFor,
  type ForgeWorld,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { GiteaForge } from '../forge/GiteaForge';
import { GiteaUpgradeForge } from '../forge/GiteaUpgradeForge';

interface Account {
  login: string;
  password: string;
}

/** A real Gitea, with accounts of this test's own. */
export class GiteaWorld implements ForgeWorld {
  readonly largestPage = 50;

  private readonly suffix = randomBytes(4).toString('hex');
  private readonly developer = this.account('dev');
  private readonly stranger = this.account('stranger');
  private readonly previews = this.account('previews');
  private token = '';
  private repositories = 0;

  private constructor(readonly url: string, private readonly admin: Account) {}

  /** @param address - with the login and password of an administrator */
  static async open(address: string): Promise<GiteaWorld> {
    const { origin, username, password } = new URL(address);
    const login = decodeURIComponent(username);
    const world = new GiteaWorld(origin, {
      login,
      password: decodeURIComponent(password),
    });
    await world.createAccounts();
    return world;
  }

  get login(): string {
    return this.previews.login;
  }

  connect({
    url = this.url,
    token = this.token,
    timeout,
    webhookSecret,
  }: Parameters<ForgeWorld['connect']>[0] = {}): Forge {
    const { host } = new URL(this.url);
    const authorization = `token ${token}`;
    return GiteaForge.create({
      url,
      host,
      authorization,
      timeout,
      webhookSecret,
    });
  }

  /** As {@link GiteaWorld.connect}, for upgrades. */
  connectUpgrades(): GiteaUpgradeForge {
    const { host } = new URL(this.url);
    const authorization = `token ${this.token}`;
    return GiteaUpgradeForge.create({ url: this.url, host, authorization });
  }

  async createRepository(name = `repo-${this.repositories++}`) {
    const { full_name: fullName } = await this.as<{ full_name: string }>(
      this.developer,
      'POST',
      '/user/repos',
      { name, auto_init: true, default_branch: 'main' },
    );
    await this.as(
      this.developer,
      'PUT',
      `/repos/${fullName}/collaborators/${this.previews.login}`,
      { permission: 'write' },
    );
    return fullName;
  }

  async fork(repository: string): Promise<string> {
    const { full_name: fullName } = await this.as<{ full_name: string }>(
      this.stranger,
      'POST',
      `/repos/${repository}/forks`,
      { name: `fork-${this.repositories++}` },
    );
    return fullName;
  }

  async removeRepository(repository: string): Promise<void> {
    await this.as(this.admin, 'DELETE', `/repos/${repository}`);
  }

  async renameRepository(repository: string, name: string): Promise<string> {
    const { full_name: fullName } = await this.as<{ full_name: string }>(
      this.developer,
      'PATCH',
      `/repos/${repository}`,
      { name },
    );
    return fullName;
  }

  /** @param asStranger - who may read it only, if it is not their own fork */
  remote(
    repository: string,
    asStranger = repository.startsWith(this.stranger.login),
  ): string {
    const remote = new URL(`${this.url}/${repository}.git`);
    const { login, password } = asStranger ? this.stranger : this.developer;
    remote.username = login;
    remote.password = password;
    return remote.href;
  }

  async openPullRequest(
    repository: string,
    { title, branch, fork }: { title: string; branch: string; fork?: string },
  ): Promise<number> {
    const [owner] = fork?.split('/') ?? [];
    const { number } = await this.as<{ number: number }>(
      fork ? this.stranger : this.developer,
      'POST',
      `/repos/${repository}/pulls`,
      { title, base: 'main', head: fork ? `${owner}:${branch}` : branch },
    );
    return number;
  }

  close(repository: string, number: number): Promise<void> {
    return this.setState(repository, number, 'closed');
  }

  reopen(repository: string, number: number): Promise<void> {
    return this.setState(repository, number, 'open');
  }

  async merge(repository: string, number: number): Promise<void> {
    // Gitea first looks, in the background, whether it can be merged.
    await waitFor('the merge', async () => {
      const path = `/repos/${repository}/pulls/${number}/merge`;
      const { ok } = await this.send(this.developer, 'POST', path, {
        Do: 'merge',
      });
      return ok;
    });
  }

  async comment(
    repository: string,
    number: number,
    body: string,
  ): Promise<void> {
    const path = `/repos/${repository}/issues/${number}/comments`;
    await this.as(this.developer, 'POST', path, { body });
  }

  async readComments(repository: string, number: number) {
    const comments = await this.as<
      { id: number; body: string; user: { login: string } }[]
    >(this.developer, 'GET', `/repos/${repository}/issues/${number}/comments`);
    return comments.map(({ id, body, user }) => ({
      id: `${id}`,
      author: user.login,
      body,
    }));
  }

  async removeComment(repository: string, id: string): Promise<void> {
    const path = `/repos/${repository}/issues/comments/${id}`;
    await this.as(this.developer, 'DELETE', path);
  }

  async postStatus(
    repository: string,
    commit: string,
    { targetUrl, ...status }: CommitStatus,
  ): Promise<void> {
    const path = `/repos/${repository}/statuses/${commit}`;
    const body = { ...status, target_url: targetUrl };
    await this.as(this.developer, 'POST', path, body);
  }

  async addWebhook(
    repository: string,
    {
      url,
      secret,
      asForm = false,
    }: { url: string; secret?: string; asForm?: boolean },
  ): Promise<void> {
    await this.as(this.developer, 'POST', `/repos/${repository}/hooks`, {
      type: 'gitea',
      active: true,
      events: ['pull_request', 'status'],
      config: { url, secret, content_type: asForm ? 'form' : 'json' },
    });
  }

  async cleanUp(): Promise<void> {
    for (const { login } of [this.developer, this.stranger, this.previews]) {
      await this.as(this.admin, 'DELETE', `/admin/users/${login}?purge=true`);
    }
  }

  async as<T>(
    account: Account,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const answer = await this.send(account, method, path, body);
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private account(name: string): Account {
    const login = `${name}-${this.suffix}`;
    return { login, password: randomBytes(12).toString('hex') };
  }

  private async createAccounts(): Promise<void> {
    for (const account of [this.developer, this.stranger, this.previews]) {
      const { login, password } = account;
      await this.as(this.admin, 'POST', '/admin/users', {
        username: login,
        password,
        email: `${login}@example.com`,
        must_change_password: false,
      });
    }
    const { sha1 } = await this.as<{ sha1: string }>(
      this.previews,
      'POST',
      `/users/${this.previews.login}/tokens`,
      {
        name: 'previews',
        // The least that the README asks for.
        scopes: ['write:repository', 'write:issue', 'read:user'],
      },
    );
    this.token = sha1;
  }

  private async setState(
    repository: string,
    number: number,
    state: 'open' | 'closed',
  ): Promise<void> {
    const path = `/repos/${repository}/pulls/${number}`;
    await this.as(this.developer, 'PATCH', path, { state });
  }

  private send(
    { login, password }: Account,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const credentials = Buffer.from(`${login}:${password}`).toString('base64');
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}
