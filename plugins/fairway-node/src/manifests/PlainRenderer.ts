import { InputError } from '@backstage/errors';
import type { Renderer } from '../previews/delivery';
import type { ForgeFile } from '../previews/forge';
import type { KubernetesObject } from '@kubernetes/client-node';
import { posix } from 'node:path';
import { readObjects } from './readObjects';
import { folderOf } from './folderOf';

const MANIFEST = /\.(ya?ml|json)$/i;
/** In characters, all files together. */
const LONGEST = 1_000_000;

/**
 * Manifests as they are: every YAML and JSON file of the folder itself, as
 * `kubectl apply -f FOLDER` takes them. Folders within it are left alone.
 *
 * @public
 */
export class PlainRenderer implements Renderer {
  readonly name = 'plain';

  private constructor() {}

  static create(): PlainRenderer {
    return new PlainRenderer();
  }

  takes(files: readonly ForgeFile[], path: string): boolean {
    return manifestsIn(files, path).length > 0;
  }

  async render(
    files: readonly ForgeFile[],
    { path }: { path: string },
  ): Promise<KubernetesObject[]> {
    const manifests = manifestsIn(files, path);
    const length = manifests.reduce(
      (sum, { content }) => sum + content.length,
      0,
    );
    if (length > LONGEST) {
      throw new InputError(
        `The manifests in '${path}' are ${length} characters long; at most ${LONGEST} are read`,
      );
    }
    return manifests.flatMap(file => readObjects(file.content, file.path));
  }
}

function manifestsIn(files: readonly ForgeFile[], path: string): ForgeFile[] {
  const folder = folderOf(path);
  return files
    .filter(
      file =>
        MANIFEST.test(file.path) &&
        folderOf(posix.dirname(file.path)) === folder,
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
