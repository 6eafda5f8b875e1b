import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Cluster } from '../shop/cluster/client.ts';
import type { KubeObject } from '../shop/manifests/types.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { systemPath } from '../world/processes.ts';
import { accountKubeconfig } from './accountKubeconfig.ts';
import type { ServiceContext } from './context.ts';

/**
 * A program beside the cluster that speaks to its API under an account of its
 * own: as `nobody`, in a mount namespace in which it finds its folder and itself.
 */
export class ClusterProgram {
  readonly #context: ServiceContext;
  readonly #name: string;
  readonly #program: string;
  readonly #folder: string;
  readonly #confinement: Confinement;

  private constructor(
    context: ServiceContext,
    { name, program }: { name: string; program: string },
  ) {
    this.#context = context;
    this.#name = name;
    this.#program = program;
    this.#folder = path.join(
      worldFolder(context.root, context.state.name),
      name,
    );
    this.#confinement = Confinement.create({
      accounts: ['nobody'],
      folders: { [name]: this.#folder, program: path.dirname(program) },
      own: name,
    });
  }

  /** @param options - `name`: of the part, and of its folder in the world */
  static create(
    context: ServiceContext,
    options: { name: string; program: string },
  ): ClusterProgram {
    return new ClusterProgram(context, options);
  }

  /** @returns where the program finds the file */
  write(file: string, content: string): string {
    const target = path.join(this.#folder, file);
    writeFileSync(target, content, { mode: 0o600 });
    this.#confinement.give(target);
    return this.#at(file);
  }

  /**
   * Applies what the program needs in the cluster, its account among it.
   *
   * @param token - the Secret of that account's token
   * @returns where the program finds its kubeconfig
   */
  async introduce(
    objects: readonly KubeObject[],
    token: Parameters<typeof accountKubeconfig>[2],
  ): Promise<string> {
    const { state } = this.#context;
    const cluster = await Cluster.fromKubeconfig(state.kubeconfig);
    try {
      for (const object of objects) {
        await cluster.apply(object);
      }
      return this.write(
        'kubeconfig',
        await accountKubeconfig(cluster, state, token),
      );
    } finally {
      cluster.close();
    }
  }

  start(
    args: string[],
    env: Record<string, string> = {},
  ): ReturnType<typeof startPart> {
    const { root, state } = this.#context;
    return startPart(root, state, {
      name: this.#name,
      command: this.#confinement.wrap([
        path.join(
          this.#confinement.at('program'),
          path.basename(this.#program),
        ),
        ...args,
      ]),
      env: { PATH: systemPath(), HOME: this.#at(''), ...env },
    });
  }

  #at(file: string): string {
    return path.join(this.#confinement.at(this.#name), file);
  }
}
