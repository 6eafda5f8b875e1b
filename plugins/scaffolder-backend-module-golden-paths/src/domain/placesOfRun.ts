import type { JsonObject, JsonValue } from '@backstage/types';

/** As much of a task's specification as says where its run made something. */
export interface RunSpec {
  steps: ReadonlyArray<{ action: string; input?: JsonObject }>;
  parameters: JsonObject;
}

/** Where a run may have made something. */
export interface RunPlaces {
  repoUrl?: string;
  cluster?: string;
  namespace?: string;
}

const REPORT = 'fairway:run:report';
/** The only expressions that mean the same after the run as in it. */
const PARAMETER = /^\$\{\{\s*parameters((?:\.[A-Za-z_$][\w$]*)+)\s*\}\}$/;

/**
 * Where a run may have made something: as its step `fairway:run:report` has it, or
 * else as the first of Fairway's steps that says so. What cannot be told from the
 * parameters alone is left out.
 */
export function placesOfRun({ steps, parameters }: RunSpec): RunPlaces {
  const inputs = [
    ...steps.filter(({ action }) => action === REPORT),
    ...steps.filter(({ action }) => action.startsWith('fairway:')),
  ].map(
    ({ input = {} }) =>
      (name: keyof RunPlaces) =>
        textOf(input[name], parameters),
  );
  const repoUrl = inputs
    .map(read => read('repoUrl'))
    .find(text => text !== undefined);
  // A cluster and a namespace belong together.
  const target = inputs
    .map(read => ({ cluster: read('cluster'), namespace: read('namespace') }))
    .find(({ cluster, namespace }) => cluster && namespace);
  return { ...(repoUrl && { repoUrl }), ...target };
}

function textOf(
  value: JsonValue | undefined,
  parameters: JsonObject,
): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const [, path] = PARAMETER.exec(value) ?? [];
  if (path === undefined) {
    return value.includes('${{') ? undefined : value;
  }
  const found = path
    .slice(1)
    .split('.')
    .reduce<JsonValue | undefined>(memberOf, parameters);
  return typeof found === 'string' ? found : undefined;
}

function memberOf(
  value: JsonValue | undefined,
  name: string,
): JsonValue | undefined {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.hasOwn(value, name)
    ? value[name]
    : undefined;
}
