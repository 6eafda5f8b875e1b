import { InputError } from '@backstage/errors';
import type { ForgeFile } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  folderOf,
  readObjects,
  runOverFiles,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { posix } from 'node:path';
import { stringify } from 'yaml';

/** File of the values that the caller gives. */
const VALUES = '.fairway-values.yaml';

/** How a chart is rendered. */
export interface HelmOptions {
  /** Folder of the chart. */
  path: string;
  releaseName: string;
  namespace: string;
  /** Files among the files; later ones count more. */
  valuesFiles?: readonly string[];
  /** Count more than any file. */
  values?: object;
  signal?: AbortSignal;
}

/** Charts, rendered by the program `helm`; dependencies must lie in `charts/`. */
export class HelmRenderer {
  private constructor(private readonly program: string) {}

  /** @param options - `program`: a path, or a name to be looked up on the PATH */
  static create(options: { program: string }): HelmRenderer {
    return new HelmRenderer(options.program);
  }

  takes(files: readonly ForgeFile[], path: string): boolean {
    const chart = posix.join(folderOf(path), 'Chart.yaml');
    return files.some(file => posix.normalize(file.path) === chart);
  }

  /** @throws InputError with the words of Helm */
  async render(
    files: readonly ForgeFile[],
    options: HelmOptions,
  ): Promise<Manifest[]> {
    const { releaseName, namespace, valuesFiles = [], values } = options;
    const path = folderOf(options.path);
    const known = new Set(files.map(file => posix.normalize(file.path)));
    const missing = valuesFiles.find(file => !known.has(posix.normalize(file)));
    if (missing !== undefined) {
      throw new InputError(`valuesFiles: there is no file '${missing}'`);
    }
    const text = await runOverFiles(
      [...files, { path: VALUES, content: stringify(values ?? {}) }],
      {
        program: this.program,
        title: 'Helm',
        setting: 'goldenPaths.helm',
        path,
        args: root => [
          'template',
          releaseName,
          posix.join(root, path),
          '--namespace',
          namespace,
          ...[...valuesFiles, VALUES].flatMap(file => [
            '--values',
            posix.join(root, file),
          ]),
        ],
        signal: options.signal,
      },
    );
    return readObjects(text, path);
  }
}
