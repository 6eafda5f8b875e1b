import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * How entity references become Kubernetes names. `{namespace}` and `{name}` are
 * replaced by the parts of the reference.
 *
 * @public
 */
export interface ImpersonationMapping {
  userTemplate: string;
  groupTemplate: string;
  /**
   * Entity references of the groups that are sent; absent = all. The API server
   * refuses a whole request for one group that the account may not impersonate.
   */
  groups?: ReadonlySet<string>;
}

const DEFAULT_TEMPLATE = 'backstage:{namespace}/{name}';
const KEY = 'fairway.impersonation';

/**
 * Reads `fairway.impersonation`.
 *
 * @public
 * @throws InputError naming the key and its value
 */
export function readImpersonationMapping(config: Config): ImpersonationMapping {
  const section = config.getOptionalConfig(KEY);
  const known = ['userTemplate', 'groupTemplate', 'groups'];
  for (const key of section?.keys() ?? []) {
    if (!known.includes(key)) {
      throw new InputError(
        `Unknown key '${KEY}.${key}' in the configuration; known are ${known.join(
          ', ',
        )}`,
      );
    }
  }
  return {
    userTemplate: readTemplate(section, 'userTemplate'),
    groupTemplate: readTemplate(section, 'groupTemplate'),
    groups: readGroups(section?.getOptionalStringArray('groups')),
  };
}

function readGroups(refs?: string[]): ReadonlySet<string> | undefined {
  return refs && new Set(refs.map(readGroup));
}

function readGroup(ref: string): string {
  const refusal = `${KEY}.groups has '${ref}', which is no reference of a group such as group:default/payments`;
  try {
    const parts = parseEntityRef(ref);
    if (parts.kind.toLocaleLowerCase('en-US') === 'group') {
      return stringifyEntityRef(parts);
    }
  } catch {
    // Refused below, with the key that it stands under.
  }
  throw new InputError(refusal);
}

function readTemplate(section: Config | undefined, key: string): string {
  const template = section?.getOptionalString(key) ?? DEFAULT_TEMPLATE;
  const where = `${KEY}.${key} '${template}'`;
  if (!template.includes('{name}')) {
    // Everybody would be the same user, or in the same group.
    throw new InputError(`${where} must contain {name}`);
  }
  const stranger = template
    .match(/\{[^}]*\}?/g)
    ?.find(part => part !== '{name}' && part !== '{namespace}');
  if (stranger) {
    throw new InputError(
      `${where} has the unknown placeholder ${stranger}; known are {name} and {namespace}`,
    );
  }
  if (template.trimStart().toLowerCase().startsWith('system:')) {
    throw new InputError(
      `${where} must not begin with 'system:', which belongs to Kubernetes itself`,
    );
  }
  return template;
}
