import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseOverride } from '../schedule/override';
import { parseSchedule } from '../schedule/schedule';
import { Fields } from './fields';
import type {
  Environment,
  EnvironmentReading,
  EnvironmentSource,
  NamespaceLike,
  PersonalEnvironment,
  PreviewEnvironment,
  Protection,
} from './environment';
import {
  ENVIRONMENT_ANNOTATIONS as A,
  ENVIRONMENT_KINDS,
  ENVIRONMENT_LABELS as L,
  ENVIRONMENT_TIERS,
  type EnvironmentKind,
} from './keys';
import { environmentName, isNameOf } from './names';

/**
 * Reads the contract off a namespace. Anything that is not understood makes the
 * whole of it `garbled`: it is shown with its problems and never touched.
 *
 * @public
 */
export function readEnvironment(
  namespace: NamespaceLike,
  options: { instance: string },
): EnvironmentReading {
  const { name = '', labels = {}, annotations = {} } = namespace.metadata ?? {};
  if (labels[L.managed] !== 'true' || labels[L.instance] !== options.instance) {
    return { outcome: 'foreign' };
  }
  const fields = new Fields(labels, annotations);
  const environment = readFields(name, fields);
  if (environment && fields.problems.length === 0 && !isOwnName(environment)) {
    fields.problems.push(
      `The name ${name} is not the one that its labels and annotations give: they were changed, or copied from another namespace`,
    );
  }
  return environment && fields.problems.length === 0
    ? { outcome: 'environment', environment }
    : { outcome: 'garbled', problems: fields.problems };
}

function readFields(name: string, fields: Fields): Environment | undefined {
  const kind = fields.oneOf(L.kind, ENVIRONMENT_KINDS);
  const tier = fields.oneOf(L.tier, ENVIRONMENT_TIERS);
  const instance = fields.label(L.instance);
  const owner = fields.need(A.owner, ownerRef);
  const createdBy = fields.need(A.createdBy, entityRef);
  const optional = readOptional(fields);
  const own = readOwn(kind, fields);
  if (!instance || !tier || !owner || !createdBy || !own) {
    return undefined;
  }
  return { name, instance, owner, createdBy, tier, ...optional, ...own };
}

type Own =
  | Pick<PreviewEnvironment, 'kind' | 'source'>
  | Pick<PersonalEnvironment, 'kind' | 'title'>;

/** What only one kind has. */
function readOwn(
  kind: EnvironmentKind | undefined,
  fields: Fields,
): Own | undefined {
  if (kind === 'preview') {
    const source = fields.need(A.source, readSource);
    return source && { kind, source };
  }
  const title = kind && fields.need(A.title, text);
  return title ? { kind, title } : undefined;
}

function readOptional(fields: Fields) {
  return defined({
    entity: fields.get(A.entity, entityRef),
    expiresAt: fields.get(A.expiresAt, instant),
    schedule: fields.get(A.schedule, parseSchedule),
    override: fields.get(A.override, parseOverride),
    protection: readProtection(fields),
    asleep: fields.label(L.asleep),
    guardRails: fields.get(A.guardRails, text),
  });
}

/** The label alone protects: whoever set it by hand meant it. */
function readProtection(fields: Fields): Protection | undefined {
  const label = fields.label(L.protected);
  if (label === undefined || label === 'false') {
    return undefined;
  }
  return (
    fields.get(A.protection, parseProtection) ?? {
      by: 'unknown',
      reason: `The label ${L.protected} is set`,
    }
  );
}

function isOwnName(environment: Environment): boolean {
  const { name, instance } = environment;
  if (environment.kind !== 'preview') {
    const { kind, owner, title } = environment;
    return name === environmentName({ kind, instance, owner, title });
  }
  const { kind, source } = environment;
  return isNameOf(name, { kind, instance, ...source, slug: '' });
}

function text(value: string): string {
  if (!value.trim()) {
    throw new Error('it is empty');
  }
  return value;
}

function entityRef(value: string): string {
  if (stringifyEntityRef(parseEntityRef(value)) !== value) {
    throw new Error(
      'it is not an entity reference in full, such as user:default/alice',
    );
  }
  return value;
}

function ownerRef(value: string): string {
  if (!/^(user|group):/.test(entityRef(value))) {
    throw new Error('an owner is a user or a group');
  }
  return value;
}

/** Only UTC as `toISOString` writes it, or without the milliseconds. */
function instant(value: string): string {
  const time = Date.parse(value);
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value) ||
    Number.isNaN(time)
  ) {
    throw new Error('it is not a time such as 2026-01-31T12:00:00Z');
  }
  return new Date(time).toISOString();
}

function readSource(value: string): EnvironmentSource {
  const { host, repositoryId, number, commit } = parseObject(value);
  if (
    typeof host !== 'string' ||
    typeof repositoryId !== 'string' ||
    typeof commit !== 'string' ||
    !Number.isSafeInteger(number)
  ) {
    throw new Error(
      'it must have the texts host, repositoryId and commit, and a whole number',
    );
  }
  return { host, repositoryId, number: number as number, commit };
}

function parseProtection(value: string): Protection {
  const { by, reason } = parseObject(value);
  if (typeof by !== 'string' || typeof reason !== 'string') {
    throw new Error('it must have the texts by and reason');
  }
  return { by, reason };
}

function parseObject(value: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error('it is not a JSON object');
  }
  return parsed as Record<string, unknown>;
}

/** Without the keys that have no value, so that two readings compare equal. */
function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as Partial<T>;
}
