import type { Stage } from './stage.ts';

const TEMPLATE = 'template:default/worker';
const UNDO = 'template:default/undo-run';
const CLUSTER = 'dev';
export const NAMESPACE = 'payments-dev';
const OWNER = 'payments';

interface TaskEvent {
  type: string;
  body: {
    message: string;
    stepId?: string;
    status?: string;
    error?: { name: string; message: string };
  };
}

/** How a run ended, as whoever started it sees it. */
export interface Ending {
  status: string;
  /** The one that failed. */
  step?: string;
  /** Why, in its own words. */
  message: string;
  /** What the step at the end of a run that failed says. */
  report: string;
  /** Of the step that failed, or of the one that waits. */
  log: string;
}

/** What a run left in all places. */
export interface Left {
  /** Files of the repository: path to text. */
  files: Map<string, string>;
  description: string;
  branches: number;
  commits: number;
  /** Repositories of the owner with the run's name in theirs. */
  repositories: number;
  locations: number;
  /** `Deployment/web generation 1`, in order. */
  objects: string[];
  replicaSets: number;
}

/** A run of the worker's golden path, by its API. */
export class GoldenRun {
  readonly name: string;
  readonly id: string;
  readonly #stage: Stage;

  private constructor(stage: Stage, name: string, id: string) {
    this.#stage = stage;
    this.name = name;
    this.id = id;
  }

  /** @param template - one that asks for what the worker's does */
  static async begin(
    stage: Stage,
    name: string,
    template = TEMPLATE,
  ): Promise<GoldenRun> {
    const { id } = await stage.portal
      .as('alice')
      .post<{ id: string }>('scaffolder/v2/tasks', {
        templateRef: template,
        values: {
          name,
          description: 'Works again and again',
          owner: 'group:default/payments',
          language: 'go',
          target: { cluster: CLUSTER, namespace: NAMESPACE },
          image: `localhost/${OWNER}/${name}:main`,
          replicas: { min: 1, max: 2 },
          resources: {
            requests: { cpu: '50m', memory: '64Mi' },
            limits: { cpu: '200m', memory: '128Mi' },
          },
          forge: 'gitea',
          repoUrl: repoUrlOf(stage, name),
          packaging: 'kustomize',
          delivery: 'direct',
        },
      });
    return new GoldenRun(stage, name, id);
  }

  /** As whoever started it: again, in the same task, with what it has. */
  async retry(): Promise<void> {
    await this.#stage.portal
      .as('alice')
      .post(`scaffolder/v2/tasks/${this.id}/retry`, { secrets: {} });
  }

  /** Takes away what it has made, by the template that does. */
  async undo(): Promise<GoldenRun> {
    const { id } = await this.#stage.portal
      .as('alice')
      .post<{ id: string }>('scaffolder/v2/tasks', {
        templateRef: UNDO,
        values: { run: this.id },
      });
    return new GoldenRun(this.#stage, this.name, id);
  }

  get location(): string {
    return `${this.#stage.forge.url}/${OWNER}/${
      this.name
    }/src/branch/main/catalog-info.yaml`;
  }

  async status(): Promise<string> {
    const { status } = await this.#stage.portal
      .as('alice')
      .get<{ status: string }>(`scaffolder/v2/tasks/${this.id}`);
    return status;
  }

  events(): Promise<TaskEvent[]> {
    return this.#stage.portal
      .as('alice')
      .get<TaskEvent[]>(`scaffolder/v2/tasks/${this.id}/events`);
  }

  /** How it ended: which step failed and in which words, and what the report says. */
  async ending(): Promise<Ending> {
    const events = await this.events();
    const step = events.find(({ body }) => body.status === 'failed')?.body;
    const end = events.findLast(({ type }) => type === 'completion');
    const linesOf = (id?: string) =>
      events.flatMap(({ body }) =>
        body.stepId === id ? withoutColor(body.message) : [],
      );
    return {
      status: await this.status(),
      step: step?.stepId,
      message: end?.body.error?.message ?? '',
      report: linesOf('report').join('\n'),
      log: linesOf(step?.stepId ?? 'wait').join('\n'),
    };
  }

  /** Whether the forge has the repository, and whether there is something in it. */
  async repository(): Promise<'missing' | 'empty' | 'filled'> {
    const found = await orNothing(
      this.#stage
        .forgeAdmin()
        .get<{ empty: boolean }>(`/repos/${OWNER}/${this.name}`),
    );
    if (!found) {
      return 'missing';
    }
    return found.empty ? 'empty' : 'filled';
  }

  async hasObject(group: string, plural: string): Promise<boolean> {
    const found = await orNothing(
      this.#stage.cluster.get<object>(
        `${group}/namespaces/${NAMESPACE}/${plural}/${this.name}`,
      ),
    );
    return found !== undefined;
  }

  async left(): Promise<Left> {
    const forge = this.#stage.forgeAdmin();
    const repository = `/repos/${OWNER}/${this.name}`;
    const [{ description }, branches, commits, found, tree] = await Promise.all(
      [
        forge.get<{ description: string }>(repository),
        forge.get<unknown[]>(`${repository}/branches`),
        forge.get<unknown[]>(`${repository}/commits`),
        forge.get<{ name: string }[]>(`/orgs/${OWNER}/repos?limit=50`),
        forge.get<{ tree: { path: string; type: string }[] }>(
          `${repository}/git/trees/main?recursive=true&per_page=1000`,
        ),
      ],
    );
    const files = new Map<string, string>();
    for (const { path: file } of tree.tree.filter(
      ({ type }) => type === 'blob',
    )) {
      const bytes = await forge.bytes(`${repository}/raw/${file}?ref=main`);
      files.set(file, bytes.toString('utf8'));
    }
    return {
      files,
      description,
      branches: branches.length,
      commits: commits.length,
      repositories: found.filter(one => one.name.includes(this.name)).length,
      locations: await this.#locations(),
      ...(await this.#objects()),
    };
  }

  /** How many things there are of it, wherever it may have made some. */
  async made(): Promise<{
    repository: string;
    locations: number;
    objects: string[];
  }> {
    return {
      repository: await this.repository(),
      locations: await this.#locations(),
      objects: (await this.#objects()).objects,
    };
  }

  async #locations(): Promise<number> {
    const locations = await this.#stage.portal
      .as('platform')
      .get<{ data: { target: string } }[]>('catalog/locations');
    return locations.filter(({ data }) =>
      data.target.includes(`/${this.name}/`),
    ).length;
  }

  /** Everything in the namespace that bears the run's id. */
  async #objects() {
    const found: string[] = [];
    let replicaSets = 0;
    for (const [group, plural] of [
      ['/api/v1', 'configmaps'],
      ['/api/v1', 'services'],
      ['/api/v1', 'serviceaccounts'],
      ['/apis/apps/v1', 'deployments'],
      ['/apis/apps/v1', 'replicasets'],
      ['/apis/autoscaling/v2', 'horizontalpodautoscalers'],
      ['/apis/networking.k8s.io/v1', 'networkpolicies'],
      ['/apis/policy/v1', 'poddisruptionbudgets'],
    ]) {
      const { items } = await this.#stage.cluster.get<{
        items: {
          metadata: {
            name: string;
            generation?: number;
            annotations?: Record<string, string>;
          };
        }[];
      }>(`${group}/namespaces/${NAMESPACE}/${plural}`);
      for (const { metadata } of items) {
        const { name, generation, annotations = {} } = metadata;
        if (plural === 'replicasets') {
          replicaSets += Number(name.startsWith(`${this.name}-`));
        } else if (annotations['fairway.dev/golden-path-run'] === this.id) {
          found.push(`${plural}/${name} generation ${generation ?? '-'}`);
        }
      }
    }
    return { objects: found.sort(), replicaSets };
  }
}

function repoUrlOf({ forge }: Stage, name: string): string {
  return `${new URL(forge.url).host}?owner=${OWNER}&repo=${name}`;
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { status?: number }).status === 404) {
      return undefined;
    }
    throw error;
  }
}

function withoutColor(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[\d+m/g, '');
}
