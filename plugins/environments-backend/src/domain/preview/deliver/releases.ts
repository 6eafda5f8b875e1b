import { posix } from 'node:path';
import type { PreviewComponent } from '../setUp/source';

/** Of Helm; names of components may be longer. */
const LONGEST_NAME = 53;

/** What is rendered once: a chart with its values, or a folder of manifests. */
export interface Release {
  /** Folder of the chart or of the manifests. */
  path: string;
  valuesFiles: readonly string[];
  /** The smallest folder with all of it. */
  folder: string;
  /** After the first component that it belongs to. */
  releaseName: string;
}

/** What components are rendered from; those that share it have it once. */
export function releasesOf(components: readonly PreviewComponent[]): Release[] {
  const releases = new Map<string, Release>();
  for (const { name, path, valuesFiles = [] } of components) {
    const key = [path, ...valuesFiles].join('\n');
    if (!releases.has(key)) {
      releases.set(key, {
        path,
        valuesFiles,
        folder: folderWith(path, valuesFiles),
        releaseName: releaseNameOf(name),
      });
    }
  }
  return [...releases.values()];
}

/** A name that leads out of the repository is for the renderer to refuse. */
function folderWith(path: string, files: readonly string[]): string {
  return files
    .map(file => posix.normalize(file))
    .filter(file => !posix.isAbsolute(file) && !file.startsWith('..'))
    .map(file => posix.dirname(file))
    .reduce(commonFolder, path);
}

function commonFolder(one: string, other: string): string {
  const parts = other.split('/');
  const own = one.split('/');
  const end = own.findIndex((part, i) => part !== parts[i]);
  return (end < 0 ? own : own.slice(0, end)).join('/');
}

/** As Helm wants it: lower case, digits and `-`. */
function releaseNameOf(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-/, '').slice(0, LONGEST_NAME).replace(/-$/, '');
}
