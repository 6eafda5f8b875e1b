import { InputError } from '@backstage/errors';
import type { ForgeFile } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  FILE_ANNOTATION,
  fieldsOf,
  folderOf,
  HelmRenderer,
  hookOf,
  KustomizeRenderer,
  PlainRenderer,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { posix } from 'node:path';
import { readFolder } from './readFolder';
import { asRelease } from '../domain/render/asRelease';
import type { GoldenPathSettings } from '../service/settings';

/** How objects are packaged. @public */
export const PACKAGINGS = ['plain', 'kustomize', 'helm'] as const;

/** One of {@link PACKAGINGS}. @public */
export type Packaging = (typeof PACKAGINGS)[number];

/** What is to be rendered. @public */
export interface RenderRequest {
  /** Folder that holds all files. */
  workspace: string;
  /** Folder of the manifests, within the workspace; default its root. */
  path?: string;
  /** Default: found out by the files. */
  packaging?: Packaging;
  /** Of a chart; default `release`. */
  releaseName?: string;
  /** Of a chart. */
  namespace?: string;
  /** Of a chart, within the workspace. */
  valuesFiles?: readonly string[];
  /** Of a chart. */
  values?: object;
  signal?: AbortSignal;
}

/**
 * Turns the files of a workspace into objects. Those that Helm would make for
 * tests, upgrades, rollbacks or deletions alone are left out.
 *
 * @public
 */
export class ObjectRenderer {
  private constructor(
    private readonly renderers: {
      plain: PlainRenderer;
      kustomize: KustomizeRenderer;
      helm: HelmRenderer;
    },
  ) {}

  static create(
    settings: Pick<GoldenPathSettings, 'kustomize' | 'helm'>,
  ): ObjectRenderer {
    return new ObjectRenderer({
      plain: PlainRenderer.create(),
      kustomize: KustomizeRenderer.create({
        program: settings.kustomize,
        setting: 'goldenPaths.kustomize',
      }),
      helm: HelmRenderer.create({
        program: settings.helm,
        setting: 'goldenPaths.helm',
      }),
    });
  }

  /**
   * @throws InputError naming the folder in which there is nothing, or the file
   *   that is not understood
   */
  async render(request: RenderRequest): Promise<Manifest[]> {
    const path = folderOf(request.path ?? '.');
    if (
      path.split('/').includes('..') ||
      posix.isAbsolute(request.path ?? '.')
    ) {
      throw new InputError(
        `path '${request.path}' is not within the workspace`,
      );
    }
    const files = await readFolder(request.workspace);
    const packaging = request.packaging ?? this.packagingOf(files, path);
    const objects = await this.renderAs(packaging, files, { ...request, path });
    if (objects.length === 0) {
      throw new InputError(`path '${path}' holds no objects of Kubernetes`);
    }
    return objects
      .filter(object => hookOf(object)?.isInstalled !== false)
      .map(withoutFile);
  }

  private packagingOf(files: readonly ForgeFile[], path: string): Packaging {
    const { helm, kustomize } = this.renderers;
    if (helm.takes(files, path)) {
      return 'helm';
    }
    return kustomize.takes(files, path) ? 'kustomize' : 'plain';
  }

  private async renderAs(
    packaging: Packaging,
    files: readonly ForgeFile[],
    request: RenderRequest & { path: string },
  ): Promise<Manifest[]> {
    const { path, signal } = request;
    const { plain, kustomize, helm } = this.renderers;
    switch (packaging) {
      case 'helm': {
        const { releaseName: name = 'release', namespace = 'default' } =
          request;
        return asRelease(
          (await helm.render(files, {
            ...request,
            releaseName: name,
            namespace,
          })) as Manifest[],
          { name, namespace },
        );
      }
      case 'kustomize':
        return (await kustomize.render(files, { path, signal })) as Manifest[];
      default:
        return (await plain.render(files, { path })) as Manifest[];
    }
  }
}

/** Where it came from is nothing for the cluster. */
function withoutFile(object: Manifest): Manifest {
  const { [FILE_ANNOTATION]: _, ...annotations } = fieldsOf(
    object.metadata?.annotations,
  );
  const { annotations: __, ...metadata } = fieldsOf(object.metadata);
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  } as Manifest;
}
