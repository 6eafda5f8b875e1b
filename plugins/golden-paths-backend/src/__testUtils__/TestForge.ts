import { randomBytes } from 'node:crypto';

/** A Gitea, as its administrator has it: an organisation of a test's own. */
export class TestForge {
  readonly organization = `gp-${randomBytes(4).toString('hex')}`;
  readonly url: string;
  readonly host: string;
  private readonly repositories: string[] = [];

  private constructor(private readonly address: URL) {
    this.url = address.origin;
    this.host = address.host;
  }

  static async open(address: string): Promise<TestForge> {
    const forge = new TestForge(new URL(address));
    await forge.call('POST', '/orgs', { username: forge.organization });
    return forge;
  }

  get login(): string {
    return decodeURIComponent(this.address.username);
  }

  get password(): string {
    return decodeURIComponent(this.address.password);
  }

  /** Address for `git clone`. */
  remote(name: string): string {
    const remote = new URL(`/${this.organization}/${name}.git`, this.url);
    remote.username = this.address.username;
    remote.password = this.address.password;
    return remote.href;
  }

  /** A repository that is taken away with all others. */
  owns(name: string): string {
    this.repositories.push(name);
    return name;
  }

  async create(name: string): Promise<void> {
    this.owns(name);
    await this.call('POST', `/orgs/${this.organization}/repos`, {
      name,
      auto_init: true,
      default_branch: 'main',
    });
  }

  async remove(name: string): Promise<void> {
    const answer = await this.send('DELETE', this.at(name));
    if (!answer.ok) {
      throw new Error(`DELETE ${this.at(name)}: ${answer.status}`);
    }
  }

  async pullRequests(name: string): Promise<
    Array<{
      number: number;
      title: string;
      body: string;
      head: { ref: string };
    }>
  > {
    return this.call('GET', `${this.at(name)}/pulls?state=open`);
  }

  async branches(name: string): Promise<string[]> {
    const found = await this.call<Array<{ name: string }>>(
      'GET',
      `${this.at(name)}/branches`,
    );
    return found.map(one => one.name);
  }

  /** Text of a file at a branch; undefined if there is none. */
  async file(
    name: string,
    path: string,
    branch: string,
  ): Promise<string | undefined> {
    const answer = await this.send(
      'GET',
      `${this.at(name)}/raw/${encodeURIComponent(path)}?ref=${branch}`,
    );
    return answer.ok ? answer.text() : undefined;
  }

  async merge(name: string, number: number): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      // Gitea first looks, in the background, whether it can be merged.
      const answer = await this.send(
        'POST',
        `${this.at(name)}/pulls/${number}/merge`,
        { Do: 'merge' },
      );
      if (answer.ok) {
        return;
      }
      if (attempt === 50) {
        throw new Error(await answer.text());
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  async close(name: string, number: number): Promise<void> {
    await this.call('PATCH', `${this.at(name)}/pulls/${number}`, {
      state: 'closed',
    });
  }

  async cleanUp(): Promise<void> {
    for (const name of this.repositories) {
      await this.send('DELETE', this.at(name));
    }
    await this.send('DELETE', `/orgs/${this.organization}`);
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
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status}`);
    }
    return (await answer.json()) as T;
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    const secret = Buffer.from(`${this.login}:${this.password}`);
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Basic ${secret.toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}
