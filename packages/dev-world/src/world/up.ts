import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { KUBERNETES_VERSION } from '../build/tools.ts';
import { Api } from './api.ts';
import {
  applyRights,
  createSimulatedNodes,
  until,
  waitForDefaults,
  waitForNodes,
} from './bootstrap.ts';
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  schedulerArguments,
} from './controlPlane.ts';
import { clean } from './down.ts';
import { writeKubeconfigs } from './kubeconfig.ts';
import { worldFolder, worldsFolder } from './paths.ts';
import { PEOPLE, REAL_NODE, issueCertificates } from './pki.ts';
import { choosePorts } from './ports.ts';
import { isRunning, launch } from './processes.ts';
import {
  MAX_INDEX,
  isIndexTaken,
  networkOf,
  podCIDROf,
  serviceCIDROf,
} from './realNode/network.ts';
import { prepareRealNode, startRealNode } from './realNode/start.ts';
import type { RealNodeOptions } from './realNode/start.ts';
import { whyNoRealNode } from './realNode/support.ts';
import { simulatedNodeNames, writeKwokConfig } from './simulatedNodes.ts';
import { listWorlds, readState, withLock, writeState } from './state.ts';
import type {
  PartState,
  ProcessIdentity,
  Progress,
  Tools,
  World,
  WorldState,
} from './types.ts';
import { watchParts, whyDead } from './watch.ts';

export interface UpOptions {
  root: string;
  name: string;
  tools: Tools;
  /** @default true where the machine can run it; `true` here makes it an error where it cannot */
  realNode?: boolean;
  /** @default 3 */
  simulatedNodes?: number;
  progress: Progress;
  signal?: AbortSignal;
  /** Called once for each part that ends while nobody asked it to. */
  onPartDown?: (part: string, why: string) => void;
}

/**
 * Brings a world up and waits until it can be used. One that is up already is
 * returned as it is; what is left of a broken one is removed first.
 */
export async function upWorld(options: UpOptions): Promise<World> {
  const { root, name, signal } = options;
  const folder = worldFolder(root, name);
  const state = await withLock(
    path.join(worldsFolder(root), `.${name}.lock`),
    async () => (await usable(options)) ?? (await startAfresh(options, folder)),
    signal,
  );
  return {
    state,
    kubeconfig: state.kubeconfig,
    unwatch: watchParts(root, state, options.onPartDown),
  };
}

/** The world as it is, if every part runs and the API server answers. */
async function usable(options: UpOptions): Promise<WorldState | undefined> {
  const state = readState(options.root, options.name);
  if (state?.phase !== 'up' || !state.parts.every(isRunning)) {
    return undefined;
  }
  const step = options.progress.step(`World '${state.name}'`);
  const api = Api.fromKubeconfig(state.kubeconfig);
  try {
    await api.text('GET', '/readyz');
    step.done('is up already');
    return state;
  } catch {
    step.skip('is not healthy: it is started afresh');
    return undefined;
  } finally {
    api.close();
  }
}

async function startAfresh(
  options: UpOptions,
  folder: string,
): Promise<WorldState> {
  await clean(options.root, options.name);
  const why = options.realNode === false ? 'not wanted' : whyNoRealNode(folder);
  if (why && options.realNode === true) {
    throw new Error(`The real node cannot run: ${why}`);
  }
  try {
    return await startOnce(options, folder, why);
  } catch (error) {
    if (!(error instanceof RealNodeError) || options.realNode === true) {
      throw error;
    }
    // A machine may lack something that only shows when it is used. The rest
    // of the world does not depend on it.
    return startOnce(options, folder, `it did not start: ${error.message}`);
  }
}

async function startOnce(
  options: UpOptions,
  folder: string,
  realNodeOff?: string,
): Promise<WorldState> {
  const state = await claim(options, folder, realNodeOff);
  try {
    return await new Start(options, folder, state).run();
  } catch (error) {
    await clean(options.root, options.name, { keepLogs: true });
    throw error;
  }
}

/** Writes the first state of a world, with an index that no other world of this machine has. */
async function claim(
  options: UpOptions,
  folder: string,
  realNodeOff?: string,
): Promise<WorldState> {
  const { root, name } = options;
  return withLock(path.join(worldsFolder(root), '.lock'), async () => {
    const taken = new Set(listWorlds(root).map(world => world.index));
    const index = Array.from({ length: MAX_INDEX }, (_, n) => n + 1).find(
      n => !taken.has(n) && !isIndexTaken(n),
    );
    if (index === undefined) {
      throw new Error(
        `There are ${MAX_INDEX} worlds already: stop one with 'yarn dev-world down'`,
      );
    }
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    const ports = await choosePorts(index);
    const state: WorldState = {
      format: 1,
      name,
      index,
      phase: 'starting',
      createdAt: new Date().toISOString(),
      server: `https://127.0.0.1:${ports.apiServer}`,
      ports,
      parts: [],
      nodes: {
        real: [],
        simulated: simulatedNodeNames(options.simulatedNodes ?? 3),
        realNodeOff,
      },
      podCIDR: podCIDROf(index),
      serviceCIDR: serviceCIDROf(index),
      network: networkOf(name, index),
      kubeconfig: path.join(folder, 'kubeconfig'),
      kubeconfigs: Object.fromEntries(
        PEOPLE.map(person => [
          person.name,
          path.join(folder, `kubeconfig.${person.name}`),
        ]),
      ),
    };
    writeState(root, state);
    return state;
  });
}

/** One start of one world. */
class Start {
  readonly #options: UpOptions;
  readonly #folder: string;
  readonly #state: WorldState;

  constructor(options: UpOptions, folder: string, state: WorldState) {
    this.#options = options;
    this.#folder = folder;
    this.#state = state;
  }

  async run(): Promise<WorldState> {
    const { progress, tools } = this.#options;
    const begun = Date.now();
    const step = progress.step(`World '${this.#state.name}'`, 15);
    try {
      await issueCertificates(tools.helper, this.#folder, this.#state);
      writeKubeconfigs(this.#folder, this.#state);
      // containerd needs no API server: it starts while that one does.
      const [holder] = await Promise.all([
        this.#prepareRealNode(),
        this.#controlPlane(),
      ]);
      await this.#nodes(holder);
    } catch (error) {
      step.fail(error as Error);
      throw error;
    }
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    step.done(
      `Kubernetes ${
        this.#state.version
      }, ${this.#describeNodes()}, in ${seconds} s`,
    );
    this.#save({ phase: 'up' });
    return this.#state;
  }

  #describeNodes(): string {
    const { real, simulated, realNodeOff } = this.#state.nodes;
    const first =
      real.length > 0 ? '1 real node' : `no real node (${realNodeOff})`;
    return `${first}, ${simulated.length} simulated`;
  }

  #save(change: Partial<WorldState>): void {
    Object.assign(this.#state, change);
    writeState(this.#options.root, this.#state);
  }

  #part(name: string, command: string[]): ProcessIdentity {
    this.#options.signal?.throwIfAborted();
    const log = path.join(this.#folder, 'logs', `${name}.log`);
    const identity = launch({
      command,
      log,
      worldFolder: this.#folder,
      onExit: (code, signal) => this.#noteExit(name, code, signal),
    });
    // Written at once: if we are killed, the next start finds what to stop.
    this.#save({ parts: [...this.#state.parts, { name, ...identity, log }] });
    return identity;
  }

  /** Remembers how a part ended, unless the world is being stopped or is another by now. */
  #noteExit(name: string, code: number | null, signal: string | null): void {
    const part = this.#state.parts.find(one => one.name === name);
    const current = readState(this.#options.root, this.#state.name);
    if (part && current?.createdAt === this.#state.createdAt) {
      part.exit = { code, signal, at: new Date().toISOString() };
      writeState(this.#options.root, this.#state);
    }
  }

  async #controlPlane(): Promise<void> {
    const { tools } = this.#options;
    const kubedev = (name: string, args: string[]) =>
      this.#part(name, [tools.kubedev, name, ...args]);
    kubedev('etcd', etcdArguments(this.#folder, this.#state));
    kubedev('kube-apiserver', apiServerArguments(this.#folder, this.#state));
    const api = Api.fromKubeconfig(this.#state.kubeconfig);
    try {
      await until(
        'the API server',
        async () => (await api.text('GET', '/readyz')) === 'ok',
        this.#patience(),
      );
      // Only now: started while the first roles are still being written, they
      // are refused what they need, and end.
      kubedev(
        'kube-controller-manager',
        controllerManagerArguments(this.#folder, this.#state),
      );
      kubedev('kube-scheduler', schedulerArguments(this.#folder, this.#state));
      const version = await api.get<{ gitVersion: string }>('/version');
      this.#save({ version: version.gitVersion ?? KUBERNETES_VERSION });
    } finally {
      api.close();
    }
  }

  async #nodes(holder: ProcessIdentity | undefined): Promise<void> {
    const { tools } = this.#options;
    const api = Api.fromKubeconfig(this.#state.kubeconfig);
    try {
      await applyRights(api);
      if (holder) {
        startRealNode(this.#realNodeOptions(), holder);
        this.#save({ nodes: { ...this.#state.nodes, real: [REAL_NODE] } });
      }
      writeKwokConfig(this.#folder, tools.stages);
      this.#part('kwok', [
        tools.kwok,
        ...kwokArguments(this.#folder, this.#state),
      ]);
      await createSimulatedNodes(api, this.#state.nodes.simulated);
      await Promise.all([
        waitForNodes(
          api,
          [...this.#state.nodes.real, ...this.#state.nodes.simulated],
          this.#patience(),
        ),
        waitForDefaults(api, this.#patience()),
      ]);
    } finally {
      api.close();
    }
  }

  #realNodeOptions(): RealNodeOptions {
    return {
      folder: this.#folder,
      state: this.#state,
      tools: this.#options.tools,
      start: (name, command) => this.#part(name, command),
      ...this.#patience(),
    };
  }

  #patience() {
    return {
      signal: this.#options.signal,
      stillPossible: () => {
        const dead = this.#state.parts.find(part => !isRunning(part));
        if (dead) {
          throw partError(dead);
        }
      },
    };
  }

  /** The process that holds the node's namespaces; undefined where none is to run. */
  async #prepareRealNode(): Promise<ProcessIdentity | undefined> {
    if (this.#state.nodes.realNodeOff) {
      return undefined;
    }
    try {
      return await prepareRealNode(this.#realNodeOptions());
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      throw error instanceof Error && error.name === 'PartError'
        ? error
        : new RealNodeError(error);
    }
  }
}

/** The real node did not start; the rest of the world could. */
class RealNodeError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'RealNodeError';
  }
}

const REAL_NODE_PARTS = [
  'node',
  'containerd',
  'kubelet',
  'kube-proxy',
  'forward',
];

function partError(dead: PartState): Error {
  const error = new Error(`${dead.name} ${whyDead(dead)}`);
  error.name = 'PartError';
  return REAL_NODE_PARTS.includes(dead.name) ? new RealNodeError(error) : error;
}
