import { BUILD_CONTEXT } from '../../builder/types.ts';
import { psql } from '../../database/up.ts';
import { ForgeClient } from '../../forge/client.ts';
import { runningService } from '../../services/describe.ts';
import type { Api } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import type {
  DatabaseState,
  ForgeState,
  GatewayState,
  WorldState,
} from '../../world/types.ts';
import { ask } from '../forge/preview.ts';

const PREVIEWS =
  '/api/v1/namespaces?labelSelector=fairway.dev%2Fkind%3Dpreview';
const STATUS = 'fairway/preview';
const MARKER = '<!-- fairway-preview:';

/** A pull request, by its repository and number. */
export interface Change {
  repository: string;
  number: number;
}

const nameOf = ({ repository, number }: Change) => `${repository}#${number}`;

/** What the portal says under a pull request. */
export interface Told {
  /** Of the only comment. */
  id: string;
  text: string;
}

interface Namespace {
  metadata: {
    name: string;
    uid: string;
    deletionTimestamp?: string;
    annotations?: Record<string, string>;
  };
}

/** Looks at cluster, gateway, database and forge, past the portal. */
export class Witness {
  readonly forge: ForgeState;
  readonly gateway: GatewayState;
  readonly database: DatabaseState;
  readonly #api: Api;
  readonly #client: ForgeClient;
  readonly #ids = new Map<string, string>();

  /** @throws Error naming the service that is missing */
  constructor(state: WorldState, api: Api) {
    this.forge = need(state, 'forge');
    this.gateway = need(state, 'gateway');
    this.database = need(state, 'database');
    this.#api = api;
    this.#client = new ForgeClient(this.forge.url, this.forge.admin);
  }

  /** The namespace of a pull request's preview, if there is one. */
  async namespaceOf({
    repository,
    number,
  }: Change): Promise<Namespace['metadata'] | undefined> {
    const id = await this.#idOf(repository);
    const { items } = await this.#api.get<{ items: Namespace[] }>(PREVIEWS);
    return items
      .map(({ metadata }) => metadata)
      .find(({ annotations = {} }) => {
        const source = JSON.parse(
          annotations['fairway.dev/source'] ?? '{}',
        ) as { repositoryId?: string; number?: number };
        return source.repositoryId === id && source.number === number;
      });
  }

  /** Waits until all objects of a commit were applied; returns the name. */
  async untilApplied(change: Change, commit: string): Promise<string> {
    let name = '';
    await until(
      `${commit.slice(0, 12)} of ${nameOf(change)} to be applied`,
      async () => {
        const found = await this.namespaceOf(change);
        name = found?.name ?? '';
        const { commit: delivered } = JSON.parse(
          found?.annotations?.['fairway.dev/delivered'] ?? '{}',
        ) as { commit?: string };
        return delivered === commit;
      },
      { timeoutMs: 120_000, everyMs: 50 },
    );
    return name;
  }

  /** What a delivery would have made. */
  async objectsIn(namespace: string): Promise<string[]> {
    const lists = await Promise.all(
      [
        `/apis/apps/v1/namespaces/${namespace}/deployments`,
        `/api/v1/namespaces/${namespace}/services`,
        `/api/v1/namespaces/${namespace}/secrets`,
        `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
      ].map(path =>
        this.#api.get<{
          kind: string;
          items: { metadata: { name: string } }[];
        }>(path),
      ),
    );
    return lists.flatMap(({ kind, items }) =>
      items.map(({ metadata }) => `${kind} ${metadata.name}`),
    );
  }

  urlOf(name: string): string {
    return `http://${name}.localhost:${this.gateway.port}`;
  }

  /** As `status text`. */
  async page(name: string, path = '/', body?: object): Promise<string> {
    const { status, text } = await ask(
      this.gateway.port,
      `${name}.localhost`,
      path,
      body,
    );
    return `${status} ${text}`;
  }

  /** @param body - what to post; default: nothing, it is read */
  untilAnswers(
    name: string,
    path: string,
    text: string,
    { status = 200, body }: { status?: number; body?: object } = {},
  ): Promise<void> {
    return until(
      `${this.urlOf(name)}${path} to say '${text}'`,
      async () => {
        const answer = await this.page(name, path, body);
        return answer.startsWith(`${status} `) && answer.includes(text);
      },
      { timeoutMs: 120_000, everyMs: 50 },
    );
  }

  /** Until nothing of it is left in the cluster and in the database. */
  async untilGone(name: string): Promise<void> {
    const id = name.replaceAll('-', '_');
    await until(
      `${name} to be gone`,
      async () =>
        !(await this.#api.exists(`/api/v1/namespaces/${name}`)) &&
        !(await this.#hasRoute(name)) &&
        !(await this.schemas()).includes(id) &&
        !(await this.roles()).includes(id),
      { timeoutMs: 120_000 },
    );
  }

  /** What is under a pull request now: every comment that bears our marker. */
  async told({ repository, number }: Change): Promise<Told[]> {
    const comments = await this.#client.get<
      { id: number; body: string; user: { login: string } }[]
    >(`/repos/${repository}/issues/${number}/comments`);
    return comments
      .filter(
        ({ body, user }) =>
          user.login === this.forge.bot.login && body.includes(MARKER),
      )
      .map(({ id, body }) => ({ id: `${id}`, text: body }));
  }

  /** Waits until the one comment says all of this; returns it. */
  async untilTold(change: Change, ...words: RegExp[]): Promise<Told> {
    let told: Told[] = [];
    try {
      await until(
        'the comment',
        async () => {
          told = await this.told(change);
          return (
            told.length === 1 && words.every(word => word.test(told[0].text))
          );
        },
        { timeoutMs: 90_000, everyMs: 200 },
      );
    } catch {
      throw new Error(
        `${told.length} comments; the first: ${told[0]?.text.replace(
          /\s+/g,
          ' ',
        )}`,
      );
    }
    return told[0];
  }

  /** As `state: description -> link`; empty if there is none. */
  async status(repository: string, commit: string): Promise<string> {
    const found = await this.#statusOf(repository, commit, STATUS);
    return found
      ? `${found.status}: ${found.description} -> ${found.target_url}`
      : '';
  }

  untilStatus(
    repository: string,
    commit: string,
    words: RegExp,
  ): Promise<void> {
    return until(
      `a status like ${words.source}`,
      async () => words.test(await this.status(repository, commit)),
      { timeoutMs: 60_000, everyMs: 200 },
    );
  }

  async untilBuilt(repository: string, commit: string): Promise<void> {
    await until(
      `an image of ${commit.slice(0, 12)}`,
      async () => {
        const build = await this.#statusOf(repository, commit, BUILD_CONTEXT);
        return build?.status === 'success';
      },
      { timeoutMs: 300_000, everyMs: 200 },
    );
  }

  /** Has what happens to pull requests of a repository sent to an address. */
  async listen(repository: string, url: string): Promise<void> {
    await this.#client.json('POST', `/repos/${repository}/hooks`, {
      type: 'gitea',
      active: true,
      events: ['pull_request_only', 'pull_request_sync'],
      config: { url, content_type: 'json' },
    });
  }

  async schemas(): Promise<string[]> {
    return this.sql(
      String.raw`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pv\_%';`,
    );
  }

  async roles(): Promise<string[]> {
    return this.sql(
      String.raw`SELECT rolname FROM pg_roles WHERE rolname LIKE 'pv\_%';`,
    );
  }

  /** Lines of what the superuser sees. */
  async sql(statement: string): Promise<string[]> {
    const text = await psql(this.database, { as: 'superuser', sql: statement });
    return text.split('\n').filter(Boolean);
  }

  async #statusOf(repository: string, commit: string, context: string) {
    const { statuses } = await this.#client.get<{
      statuses:
        | {
            context: string;
            status: string;
            description: string;
            target_url: string;
          }[]
        | null;
    }>(`/repos/${repository}/commits/${commit}/status`);
    return statuses?.find(one => one.context === context);
  }

  async #hasRoute(name: string): Promise<boolean> {
    const { items } = await this.#api.get<{ items: unknown[] }>(
      `/apis/gateway.networking.k8s.io/v1/namespaces/${name}/httproutes`,
    );
    return items.length > 0;
  }

  async #idOf(repository: string): Promise<string> {
    const known = this.#ids.get(repository);
    if (known) {
      return known;
    }
    const { id } = await this.#client.get<{ id: number }>(
      `/repos/${repository}`,
    );
    this.#ids.set(repository, `${id}`);
    return `${id}`;
  }
}

function need<Name extends 'forge' | 'gateway' | 'database'>(
  { services }: WorldState,
  name: Name,
) {
  const service = runningService(services, name);
  if (!service) {
    throw new Error(
      `There is no ${name}: ${JSON.stringify(
        services?.[name] ?? 'not asked for',
      )}`,
    );
  }
  return service;
}
