import { signInAs } from './portal.ts';

/** An answer of the portal that is not a success, with its own words. */
export class PortalError extends Error {
  readonly status: number;

  constructor(what: string, status: number, answer: string) {
    super(`${what}: ${status} ${messageIn(answer)}`);
    this.name = 'PortalError';
    this.status = status;
  }
}

/** The portal's API, as a person who signed in uses it. */
export class PortalApi {
  readonly #url: string;
  readonly #person: string;

  constructor(url: string, person: string) {
    this.#url = url;
    this.#person = person;
  }

  async text(method: 'GET' | 'POST', path: string, body?: object) {
    // Signed in each time: a check may last longer than a token.
    const token = await signInAs(this.#url, this.#person);
    const answer = await fetch(`${this.#url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new PortalError(`${method} ${path}`, answer.status, text);
    }
    return text;
  }

  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.text('GET', path)) as T;
  }

  async post<T>(path: string, body: object): Promise<T> {
    return JSON.parse(await this.text('POST', path, body)) as T;
  }
}

function messageIn(answer: string): string {
  try {
    const { error } = JSON.parse(answer) as { error?: { message?: string } };
    return error?.message ?? answer;
  } catch {
    return answer.slice(0, 200);
  }
}
