import type { Renderer, RenderOptions } from '../previews/delivery';
import type { ForgeFile } from '../previews/forge';
import type { KubernetesObject } from '@kubernetes/client-node';
import { readObjects } from './readObjects';
import {
  checkKustomizations,
  kustomizationIn,
} from './kustomize/checkKustomizations';
import { runKustomize } from './kustomize/runKustomize';

/**
 * Folders with a kustomization, built by the program `kustomize`. Whatever a
 * kustomization refers to must be among the files: no URLs, no Helm, no plugins.
 *
 * @public
 */
export class KustomizeRenderer implements Renderer {
  readonly name = 'kustomize';

  private constructor(
    private readonly program: string,
    private readonly setting: string,
  ) {}

  /**
   * @param options - `program`: a path, or a name to be looked up on the PATH;
   *   `setting`: key of the configuration that says so, for the message if it is
   *   not there
   */
  static create(options: {
    program: string;
    setting?: string;
  }): KustomizeRenderer {
    return new KustomizeRenderer(
      options.program,
      options.setting ?? 'environments.previews.kustomize',
    );
  }

  takes(files: readonly ForgeFile[], path: string): boolean {
    return kustomizationIn(files, path) !== undefined;
  }

  async render(
    files: readonly ForgeFile[],
    options: RenderOptions,
  ): Promise<KubernetesObject[]> {
    checkKustomizations(files, options.path);
    const built = await runKustomize(this.program, files, {
      path: options.path,
      signal: options.signal,
      setting: this.setting,
    });
    const { path = options.path } = kustomizationIn(files, options.path) ?? {};
    return readObjects(built, path);
  }
}
