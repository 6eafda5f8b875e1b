import type {
  ForgeFile,
  Renderer,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { readObjects } from '../domain/preview/objects/readObjects';
import {
  checkKustomizations,
  kustomizationIn,
} from './kustomize/checkKustomizations';
import { runKustomize } from './kustomize/runKustomize';

/**
 * Folders with a kustomization, built by the program `kustomize`. Whatever a
 * kustomization refers to must be among the files: no URLs, no Helm, no plugins.
 */
export class KustomizeRenderer implements Renderer {
  readonly name = 'kustomize';

  private constructor(private readonly program: string) {}

  /** @param options.program - a path, or a name to be looked up on the PATH */
  static create(options: { program: string }): KustomizeRenderer {
    return new KustomizeRenderer(options.program);
  }

  takes(files: readonly ForgeFile[], path: string): boolean {
    return kustomizationIn(files, path) !== undefined;
  }

  async render(
    files: readonly ForgeFile[],
    options: { path: string; signal?: AbortSignal },
  ): Promise<KubernetesObject[]> {
    checkKustomizations(files, options.path);
    const built = await runKustomize(this.program, files, options);
    const { path = options.path } = kustomizationIn(files, options.path) ?? {};
    return readObjects(built, path);
  }
}
