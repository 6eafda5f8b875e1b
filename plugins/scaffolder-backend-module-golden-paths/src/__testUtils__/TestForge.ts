import type { JsonObject } from '@backstage/types';
import { randomBytes } from 'node:crypto';
import type { PathStore } from './TestPath';

/** An organization of its own on a real Gitea. */
export class TestForge {
  readonly organization = `shop-${randomBytes(4).toString('hex')}`;
  private readonly url: string;
  private readonly authorization: string;
  private readonly account: { username: string; password: string };

  private constructor(address: string) {
    const { origin, username, password } = new URL(address);
    this.url = origin;
    this.account = {
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
    };
    const basic = Buffer.from(
      `${this.account.username}:${this.account.password}`,
    );
    this.authorization = `Basic ${basic.toString('base64')}`;
  }

  /** @param address - with the login and password of an administrator */
  static async open(address: string): Promise<TestForge> {
    const forge = new TestForge(address);
    await forge.call('POST', '/orgs', { username: forge.organization });
    return forge;
  }

  /** What a portal is told of it. */
  get config(): JsonObject {
    const { host } = new URL(this.url);
    return { gitea: [{ host, baseUrl: this.url, ...this.account }] };
  }

  repoUrl(name: string, owner = this.organization): string {
    return `${new URL(this.url).host}?owner=${owner}&repo=${name}`;
  }

  catalogInfoUrl(name: string): string {
    return `${this.url}/${this.organization}/${name}/src/branch/main/catalog-info.yaml`;
  }

  async make(name: string, more: object = {}): Promise<void> {
    await this.call('POST', `/orgs/${this.organization}/repos`, {
      name,
      ...more,
    });
  }

  async describe(name: string, description: string): Promise<void> {
    await this.call('PATCH', this.at(name), { description });
  }

  /** As a developer does, on the default branch. */
  async commit(name: string, file: string): Promise<void> {
    await this.call('POST', `${this.at(name)}/contents/${file}`, {
      content: Buffer.from('more').toString('base64'),
      message: 'Add more',
    });
  }

  /** The files of the default branch, each change of which is a commit. */
  storeOf(name: string): PathStore {
    const sha = async (file: string) => {
      const answer = await this.send(
        'GET',
        `${this.at(name)}/contents/${file}`,
      );
      return answer.ok
        ? ((await answer.json()) as { sha: string }).sha
        : undefined;
    };
    return {
      locationOf: file =>
        `url:${this.url}/${this.organization}/${name}/src/branch/main/${file}`,
      write: async (file, text) => {
        const there = await sha(file);
        await this.call(
          there ? 'PUT' : 'POST',
          `${this.at(name)}/contents/${file}`,
          {
            content: Buffer.from(text).toString('base64'),
            message: `Write ${file}`,
            ...(there && { sha: there }),
          },
        );
      },
      remove: async file => {
        await this.call('DELETE', `${this.at(name)}/contents/${file}`, {
          message: `Remove ${file}`,
          sha: await sha(file),
        });
      },
    };
  }

  /** A history of one commit, as whoever squashes and pushes with force leaves it. */
  async squash(name: string): Promise<void> {
    await this.call('DELETE', this.at(name));
    await this.make(name);
    await this.commit(name, 'all.txt');
  }

  repository(name: string) {
    return this.call<{ description: string; private: boolean }>(
      'GET',
      this.at(name),
    );
  }

  commits(name: string) {
    return this.call<{ sha: string; commit: { message: string } }[]>(
      'GET',
      `${this.at(name)}/commits`,
    );
  }

  async exists(name: string): Promise<boolean> {
    return (await this.send('GET', this.at(name))).ok;
  }

  async close(): Promise<void> {
    const repositories = await this.call<{ name: string }[]>(
      'GET',
      `/orgs/${this.organization}/repos?limit=50`,
    );
    for (const { name } of repositories) {
      await this.call('DELETE', this.at(name));
    }
    await this.call('DELETE', `/orgs/${this.organization}`);
  }

  private at(name: string): string {
    return `/repos/${this.organization}/${name}`;
  }

  private async call<T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<T> {
    const answer = await this.send(method, path, body);
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private send(method: string, path: string, body?: object) {
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: this.authorization,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}
