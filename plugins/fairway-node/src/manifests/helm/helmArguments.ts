import { InputError } from '@backstage/errors';
import { posix } from 'node:path';
import type { RenderOptions } from '../../previews/delivery';
import type { ForgeFile } from '../../previews/forge';
import { folderOf } from '../folderOf';

/** Helm's own rules. What begins with `-` would be one of its options. */
const RELEASE = /^(?=.{1,53}$)[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/;
const NAMESPACE = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const VERSION = /^v?\d+\.\d+(\.\d+)?([-+][-+.\w]+)?$/;
/** Helm takes a list of files apart at commas, and quotes within it. */
const FILE = /^[\w.+@ -]+(\/[\w.+@ -]+)*$/;
/**
 * As the Helm of its own releases has it; built from its module, it would say
 * 1.20, which charts refuse.
 */
const KUBERNETES = 'v1.34.0';

/**
 * How `helm template` is called: it asks no cluster and runs no hooks, and what
 * it reads is among the files. The last values come from its standard input.
 *
 * @param valuesFrom - how the caller calls the list of values files
 * @throws InputError naming what is not understood, and its value
 */
export function helmArguments(
  files: readonly ForgeFile[],
  options: RenderOptions,
  valuesFrom: string,
): (root: string) => string[] {
  const {
    releaseName = 'release',
    namespace = 'default',
    kubernetesVersion = KUBERNETES,
    valuesFiles = [],
  } = options;
  check('releaseName', releaseName, RELEASE);
  check('namespace', namespace, NAMESPACE);
  check('kubernetesVersion', kubernetesVersion, VERSION);
  const known = new Set(files.map(file => posix.normalize(file.path)));
  const values = valuesFiles.map(file => {
    const inside = posix.normalize(file);
    check(valuesFrom, file, FILE);
    if (!known.has(inside)) {
      throw new InputError(
        `${valuesFrom} names '${file}', and there is no such file`,
      );
    }
    return inside;
  });
  return root => [
    'template',
    releaseName,
    posix.join(root, folderOf(options.path)),
    `--namespace=${namespace}`,
    `--kube-version=${kubernetesVersion}`,
    ...values.map(file => `--values=${posix.join(root, file)}`),
    '--values=-',
  ];
}

function check(field: string, value: string, pattern: RegExp): void {
  if (!pattern.test(value)) {
    throw new InputError(
      `${field} is ${JSON.stringify(value)}, which Helm does not take: ${
        pattern.source
      }`,
    );
  }
}
