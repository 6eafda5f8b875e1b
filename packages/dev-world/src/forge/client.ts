/** A refusal of the forge, with its own words. */
export class ForgeError extends Error {
  readonly status: number;

  constructor(what: string, status: number, answer: string) {
    super(`${what}: ${status} ${answer.slice(0, 300)}`);
    this.name = 'ForgeError';
    this.status = status;
  }
}

export type ForgeCredentials =
  | { token: string }
  | { login: string; password: string };

const authorization = (credentials: ForgeCredentials) =>
  'token' in credentials
    ? `token ${credentials.token}`
    : `Basic ${Buffer.from(
        `${credentials.login}:${credentials.password}`,
      ).toString('base64')}`;

/** As much of a client of Gitea's API as the dev world needs. */
export class ForgeClient {
  readonly #url: string;
  readonly #credentials: ForgeCredentials;

  constructor(url: string, credentials: ForgeCredentials) {
    this.#url = url;
    this.#credentials = credentials;
  }

  /** @param path below `/api/v1` */
  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await (await this.#call(method, path, body)).text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.json<T>('GET', path);
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#call('GET', path)).arrayBuffer());
  }

  async #call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: {
        authorization: authorization(this.#credentials),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new ForgeError(
        `${method} ${path}`,
        response.status,
        await response.text(),
      );
    }
    return response;
  }
}
