import { PortalApi } from '../../portal/api.ts';
import { until } from '../../world/bootstrap.ts';

/** Names a workspace. */
export interface Place {
  cluster: string;
  namespace: string;
  name: string;
}

/** As much of the portal's view of a workspace as is looked at here. */
export interface Shown extends Place {
  entityRef: string;
  branch: string;
  repository: { folder: string };
  state: string;
  message: string;
  problem?: { reason: string; message: string; hint: string };
  idle: {
    minutes: number;
    aliveBecause: string;
    lastSignal?: { at: string; what: string };
    stopsAt?: string;
    keepAwakeUntil?: string;
  };
  stopped?: { at: string; by: string; reason: string };
  dependencies: { entityRef: string; status: string }[];
}

export interface Finding {
  id: string;
  severity: string;
  message: string;
}

interface Plan extends Place {
  version: string;
  findings: Finding[];
}

export interface Connect {
  ssh: { alias: string; command: string; config: string };
  links: { id: string; url: string }[];
}

export interface InnerLoopFile {
  path: string;
  content: string;
  state: string;
  why: string;
}

const PATH = 'workspaces/v1';
const query = (values: Record<string, string>) =>
  new URLSearchParams(values).toString();
const placeOf = ({ cluster, namespace, name }: Place): Place => ({
  cluster,
  namespace,
  name,
});

/** The portal's workspaces, as one person uses them without the pages. */
export class Desk {
  readonly #portal: PortalApi;

  constructor(url: string, person: string) {
    this.#portal = new PortalApi(url, person);
  }

  async list(scope = 'mine'): Promise<Shown[]> {
    const { clusters } = await this.#portal.get<{
      clusters: { workspaces: Shown[] }[];
    }>(`${PATH}/workspaces?${query({ scope })}`);
    return clusters.flatMap(({ workspaces }) => workspaces);
  }

  async find(place: Place, scope?: string): Promise<Shown | undefined> {
    return (await this.list(scope)).find(
      ({ name, namespace }) =>
        name === place.name && namespace === place.namespace,
    );
  }

  /** Waits until it does what is wanted of it, and returns the view. */
  async until(
    place: Place,
    state: string,
    timeoutMs = 120_000,
  ): Promise<Shown> {
    let found: Shown | undefined;
    await until(
      `${place.name} to be ${state}`,
      async () => {
        found = await this.find(place);
        if (found?.state === 'failed' && state !== 'failed') {
          return true;
        }
        return found?.state === state;
      },
      { timeoutMs, everyMs: 250 },
    );
    if (found?.state !== state) {
      throw new Error(found?.message ?? 'it is not there');
    }
    return found;
  }

  /** Makes one with all that is usual, but for what is given. */
  async create(input: {
    entityRef: string;
    branch?: string;
    innerLoopTool?: string;
  }): Promise<Place> {
    return placeOf(
      await this.#portal.post<Place>(`${PATH}/workspace/create`, input),
    );
  }

  plan(verb: string, place: Place, more: object = {}): Promise<Plan> {
    return this.#portal.post<Plan>(`${PATH}/workspace/${verb}/plan`, {
      ...placeOf(place),
      ...more,
    });
  }

  /** Plans, ticks what wants to be ticked, and does it, as the dialog does. */
  async act(
    verb: 'start' | 'stop' | 'delete' | 'keep-awake' | 'set-idle',
    place: Place,
    more: object = {},
  ): Promise<Plan> {
    const plan = await this.plan(verb, place, more);
    await this.carryOut(verb, place, {
      ...more,
      version: plan.version,
      acknowledged: plan.findings
        .filter(({ severity }) => severity === 'confirm')
        .map(({ id }) => id),
    });
    return plan;
  }

  /** Does it, with these ticks only. */
  carryOut(verb: string, place: Place, more: object): Promise<unknown> {
    return this.#portal.post(`${PATH}/workspace/${verb}`, {
      ...placeOf(place),
      reason: 'Evidence',
      ...more,
    });
  }

  connect(place: Place): Promise<Connect> {
    return this.#portal.get<Connect>(
      `${PATH}/workspace/connect?${query({ ...placeOf(place) })}`,
    );
  }

  certificate(place: Place, publicKey: string): Promise<unknown> {
    return this.#portal.post(`${PATH}/workspace/ssh/certificate`, {
      ...placeOf(place),
      publicKey,
    });
  }

  kubeconfig(place: Place): Promise<{ kubeconfig: string; expiresAt: string }> {
    return this.#portal.post(`${PATH}/workspace/kubeconfig`, placeOf(place));
  }

  /** The program that carries SSH through the portal. */
  async program(): Promise<string> {
    const { content } = await this.#portal.get<{ content: string }>(
      `${PATH}/command-line`,
    );
    return content;
  }

  /** The files of an inner-loop tool for a component, compared with a workspace if one is named. */
  async innerLoop(
    entityRef: string,
    tool: string,
    place?: Place,
  ): Promise<InnerLoopFile[]> {
    const where: Record<string, string> = {};
    if (place) {
      const { cluster, namespace, name } = place;
      Object.assign(where, { cluster, namespace, workspace: name });
    }
    const { files } = await this.#portal.get<{ files: InnerLoopFile[] }>(
      `${PATH}/inner-loop?${query({ entityRef, tool, ...where })}`,
    );
    return files;
  }

  /** What Backstage's notifications told. */
  async told(): Promise<{ title: string; description?: string }[]> {
    const { notifications } = await this.#portal.get<{
      notifications: { payload: { title: string; description?: string } }[];
    }>('notifications/notifications?limit=100');
    return notifications.map(({ payload }) => payload);
  }
}
