import { KUBERNETES_VERSION } from '../build/tools.ts';
import { Api } from './api.ts';
import {
  applyRights,
  createSimulatedNodes,
  until,
  waitForDefaults,
  waitForNodes,
  stateEphemeralStorage,
} from './bootstrap.ts';
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  schedulerArguments,
} from './controlPlane.ts';
import { writeKubeconfigs } from './kubeconfig.ts';
import { REAL_NODE, issueCertificates } from './pki.ts';
import { startPart } from './parts.ts';
import { isRunning } from './processes.ts';
import { PartError, RealNodeError, partError } from './realNode/error.ts';
import { prepareRealNode, startRealNode } from './realNode/start.ts';
import type { RealNodeOptions } from './realNode/start.ts';
import { writeKwokConfig } from './simulatedNodes.ts';
import { writeState } from './state.ts';
import type { ProcessIdentity, Progress, Tools, WorldState } from './types.ts';

/** What a start needs besides the world itself. */
export interface StartOptions {
  root: string;
  name: string;
  tools: Tools;
  progress: Progress;
  signal?: AbortSignal;
}

/** One start of one world. */
export class WorldStart {
  readonly #options: StartOptions;
  readonly #folder: string;
  readonly #state: WorldState;
  readonly #givenUp = new AbortController();
  readonly #signal: AbortSignal;

  constructor(options: StartOptions, folder: string, state: WorldState) {
    this.#options = options;
    this.#folder = folder;
    this.#state = state;
    const signals = [this.#givenUp.signal, options.signal];
    this.#signal = AbortSignal.any(signals.filter(one => one !== undefined));
  }

  async run(): Promise<WorldState> {
    const { progress, tools } = this.#options;
    const begun = Date.now();
    const step = progress.step(`World '${this.#state.name}'`, 15);
    try {
      await issueCertificates(tools.helper, this.#folder, this.#state);
      writeKubeconfigs(this.#folder, this.#state);
      await this.#nodes(await this.#foundations());
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

  /**
   * The control plane, and beside it containerd, which needs no API server.
   * If one fails, the other is stopped before anything is cleaned away: it
   * would go on starting programs in a world that is gone.
   */
  async #foundations(): Promise<ProcessIdentity | undefined> {
    const node = this.#prepareRealNode();
    const controlPlane = this.#controlPlane();
    try {
      const [holder] = await Promise.all([node, controlPlane]);
      return holder;
    } catch (error) {
      this.#givenUp.abort(error);
      await Promise.allSettled([node, controlPlane]);
      throw error;
    }
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
    this.#signal.throwIfAborted();
    return startPart(this.#options.root, this.#state, { name, command });
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
      await stateEphemeralStorage(api, this.#state.nodes.real);
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
      signal: this.#signal,
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
      this.#signal.throwIfAborted();
      throw error instanceof PartError ? error : new RealNodeError(error);
    }
  }
}
