import { InputError } from '@backstage/errors';
import type { ObjectPath, ResourceType } from './types';

/**
 * One part of a path. `.` and `..` would be resolved by the servers between here
 * and there, to a different resource than the one that was authorised.
 */
function segment(field: string, value: string): string {
  if (value === '' || value === '.' || value === '..' || value.includes('/')) {
    throw new InputError(
      `${field} must be a name, but is ${JSON.stringify(value)}`,
    );
  }
  return encodeURIComponent(value);
}

/** @internal */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const version = segment('version', type.version);
  const root = type.group
    ? `/apis/${segment('group', type.group)}/${version}`
    : `/api/${version}`;
  const within =
    namespace === undefined
      ? ''
      : `/namespaces/${segment('namespace', namespace)}`;
  return `${root}${within}/${segment('plural', type.plural)}`;
}

/**
 * Where the kinds of an `apiVersion` are listed.
 *
 * @internal
 */
export function groupVersionPath(apiVersion: string): {
  path: string;
  group: string;
  version: string;
} {
  const parts = apiVersion.split('/');
  const [group, version] =
    parts.length > 1 ? [parts[0], parts.slice(1).join('/')] : ['', apiVersion];
  const root = group ? `/apis/${segment('group', group)}` : '/api';
  return { path: `${root}/${segment('version', version)}`, group, version };
}

/** @internal */
export function objectPath(path: ObjectPath): string {
  const collection = collectionPath(path.type, path.namespace);
  const object = `${collection}/${segment('name', path.name)}`;
  return path.subresource === undefined
    ? object
    : `${object}/${segment('subresource', path.subresource)}`;
}

/** e.g. `apps/v1`, as `apiVersion` has it. @public */
export function apiVersionOf(type: ResourceType): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}
