import { ForgeError } from '../previews/forge';
import { z } from 'zod/v3';
import { noAnswer, readRetryAfter, refusal } from './failures';

const MOST_REDIRECTS = 3;

const refusalSchema = z.object({ message: z.string() });

/** Where a Gitea is, and who we are there. @public */
export interface GiteaConnection {
  /** Without a slash at its end. */
  url: string;
  /** As people know it; errors name it. */
  host: string;
  /** Value of the header `Authorization`. */
  authorization: string;
  /** Milliseconds for one request; 10000 by default. */
  timeout?: number;
}

/** One call of the API. @public */
export interface Call<T> {
  /** For people: what it is asked to, e.g. `list the pull requests of a/b`. */
  what: string;
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, escaped; {@link at} does that. */
  path: string;
  query?: Record<string, string | number | boolean>;
  body?: unknown;
  schema: z.ZodType<T, z.ZodTypeDef, unknown>;
  signal?: AbortSignal;
}

/** `total` is what the header `X-Total-Count` says. @public */
export interface Answer<T> {
  value: T;
  total?: number;
}

/** A path of which every part is escaped: `/repos/${'a/b'}/pulls`. @public */
export function at(
  texts: TemplateStringsArray,
  ...values: (string | number)[]
): string {
  return texts.reduce(
    (path, text, index) => path + escaped(`${values[index - 1]}`) + text,
  );
}

/** Slashes stay, also those of `owner/name` and of paths of files. */
function escaped(value: string): string {
  return value.split('/').map(encodeURIComponent).join('/');
}

/**
 * Speaks HTTP with a Gitea. Every call ends by a time-out; whatever is no
 * answer that is understood is thrown as a `ForgeError`.
 *
 * @public
 */
export class GiteaClient {
  private constructor(private readonly connection: GiteaConnection) {}

  static create(connection: GiteaConnection): GiteaClient {
    return new GiteaClient(connection);
  }

  get host(): string {
    return this.connection.host;
  }

  async call<T>(call: Call<T>): Promise<Answer<T>> {
    const { host, timeout = 10_000 } = this.connection;
    const signal = AbortSignal.any([
      AbortSignal.timeout(timeout),
      ...(call.signal ? [call.signal] : []),
    ]);
    let answer: Response;
    let text: string;
    try {
      answer = await this.send(call, signal);
      text = await answer.text();
    } catch (error) {
      const given = error instanceof ForgeError || isStopped(call.signal);
      throw given ? error : noAnswer(call.what, host, error);
    }
    if (!answer.ok) {
      throw refusal(call.what, host, {
        status: answer.status,
        retryAfter: readRetryAfter(
          answer.headers.get('retry-after'),
          Date.now(),
        ),
        message: refusalSchema.safeParse(asJson(text)).data?.message,
      });
    }
    return {
      value: this.understand(call, text),
      total: countIn(answer.headers.get('x-total-count')),
    };
  }

  private understand<T>({ what, schema }: Call<T>, text: string): T {
    const parsed = schema.safeParse(asJson(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw noAnswer(
        what,
        this.host,
        new Error(
          `its answer is not understood (${[...issue.path, issue.message].join(
            ' ',
          )})`,
        ),
      );
    }
    return parsed.data;
  }

  /**
   * A renamed repository answers 301, upon which fetch itself would turn a POST
   * into a GET; and whoever the forge sends us to elsewhere gets no token.
   */
  private async send(call: Call<unknown>, signal: AbortSignal) {
    const { url, authorization } = this.connection;
    let target = withQuery(new URL(`${url}/api/v1${call.path}`), call.query);
    for (let redirects = 0; ; redirects++) {
      const answer = await fetch(target, {
        method: call.method ?? 'GET',
        signal,
        redirect: 'manual',
        headers: {
          accept: 'application/json',
          authorization,
          ...(call.body !== undefined && {
            'content-type': 'application/json',
          }),
        },
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      });
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || location === null) {
        return answer;
      }
      await answer.body?.cancel();
      const next = new URL(location, target);
      if (next.origin !== target.origin || redirects === MOST_REDIRECTS) {
        throw new ForgeError(
          `${this.host} sends us on to ${next.origin} when asked to ${call.what}; that is not followed`,
          'refused',
        );
      }
      target = next;
    }
  }
}

/** Whether the caller has given up, other than by a time-out. */
function isStopped(signal: AbortSignal | undefined): boolean {
  return (
    signal?.aborted === true &&
    (signal.reason as { name?: unknown } | undefined)?.name !== 'TimeoutError'
  );
}

function withQuery(url: URL, query: Call<unknown>['query'] = {}): URL {
  for (const [key, value] of Object.entries(query)) {
    url.searchParams.set(key, `${value}`);
  }
  return url;
}

/** What is no JSON, a proxy's page say, fits no schema. */
function asJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countIn(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}
