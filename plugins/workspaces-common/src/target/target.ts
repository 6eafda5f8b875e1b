import { InputError } from '@backstage/errors';
import { readLabel, readTaggedImage, isPrintable } from '../component/values';
import { isRoutingKey } from '../routing/routingKey';

/**
 * Where a developer works on a component.
 *
 * @public
 */
export interface DeveloperTarget {
  /** Of the developer's kubeconfig. */
  context: string;
  /** The developer's own, e.g. that of the sandbox. */
  namespace: string;
  /** Where the others' requests are; default: the component's first namespace. */
  sharedNamespace?: string;
  /** Whose requests are whose: `[a-z0-9]([a-z0-9-]*[a-z0-9])?`. */
  routingKey: string;
  /** Namespace of Telepresence's traffic manager; default: Telepresence's own. */
  trafficManagerNamespace?: string;
  /** Image of a workspace, for the devfile. */
  workspaceImage?: string;
  /** Branch to check out; default: what the catalog points at. */
  revision?: string;
  /** Variables of a workspace, e.g. where its dependencies are. Never secrets. */
  env?: Readonly<Record<string, string>>;
  /** Of the tools that are installed, e.g. `{ skaffold: '2.16.1' }`. */
  versions?: Readonly<Record<string, string>>;
}

/**
 * Refuses a target that would not do, naming the field and its value.
 *
 * @throws InputError
 * @public
 */
export function checkTarget(target: DeveloperTarget): void {
  const label = 'a DNS label';
  const rules: Array<[keyof DeveloperTarget, boolean, string]> = [
    [
      'context',
      target.context !== '' && isPrintable(target.context),
      'the name of a context of the kubeconfig',
    ],
    ['namespace', isLabel(target.namespace), label],
    ['sharedNamespace', isLabel(target.sharedNamespace), label],
    ['trafficManagerNamespace', isLabel(target.trafficManagerNamespace), label],
    [
      'routingKey',
      isRoutingKey(target.routingKey),
      'lower-case letters, digits and dashes',
    ],
    [
      'workspaceImage',
      target.workspaceImage === undefined ||
        readTaggedImage(target.workspaceImage) !== undefined,
      'an image',
    ],
    [
      'revision',
      target.revision === undefined || isRevision(target.revision),
      'a branch, tag or commit',
    ],
    ['env', Object.entries(target.env ?? {}).every(isVariable), 'variables'],
  ];
  const problems = rules
    .filter(([, isGood]) => !isGood)
    .map(
      ([field, , form]) =>
        `${field} ${JSON.stringify(target[field])}: must be ${form}`,
    );
  if (problems.length > 0) {
    throw new InputError(problems.join('\n'));
  }
}

function isLabel(text: string | undefined): boolean {
  return text === undefined || readLabel(text) !== undefined;
}

function isVariable([name, value]: [string, string]): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && isPrintable(value);
}

/** What git would take for an option, a range or a path elsewhere is no revision. */
function isRevision(text: string): boolean {
  return isPrintable(text) && !/^-|\.\.|[\s~^:?*[\\]|\/$|^$/.test(text);
}
