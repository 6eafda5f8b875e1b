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
  /** Of the same cluster: where Argo CD or Flux was told of it. */
  deliveryNamespace?: string;
}

const REPORT = 'fairway:run:report';
/**
 * The only expressions that mean the same after the run as in it: a parameter,
 * or a text where it is not given.
 */
const PARAMETER =
  /^\$\{\{\s*parameters((?:\.[A-Za-z_$][\w$]*)+)(?:\s+or\s+'([^'\\]*)')?\s*\}\}$/;

/**
 * Where a run may have made something: as its step `fairway:run:report` has it, or
 * else as the first of Fairway's steps that says so. What cannot be told from the
 * parameters alone is left out.
 */
export function placesOfRun({ steps, parameters }: RunSpec): RunPlaces {
  const inputs = [
    ...steps.filter(({ action }) => action === REPORT),
    ...steps.filter(({ action }) => action.startsWith('fairway:')),
  ].map(({ input = {} }) => input);
  const repoUrl = inputs
    .map(input => textOf(input.repoUrl, parameters))
    .find(text => text !== undefined);
  // A cluster and its namespaces belong together.
  const target = inputs
    .map(input => ({
      cluster: textOf(input.cluster, parameters),
      namespace: textOf(input.namespace, parameters),
      ...deliveryNamespaceOf({
        delivery: textOf(input.delivery, parameters),
        deliveryNamespaces: mapTexts(input.deliveryNamespaces, parameters),
      }),
    }))
    .find(({ cluster, namespace }) => cluster && namespace);
  return { ...(repoUrl && { repoUrl }), ...target };
}

/** Where it is told of a run how that is delivered, if it is not directly. */
export function deliveryNamespaceOf(input: {
  delivery?: string;
  /** For each way of delivery. */
  deliveryNamespaces?: Record<string, string | undefined>;
}): { deliveryNamespace?: string } {
  const { delivery, deliveryNamespaces = {} } = input;
  const deliveryNamespace =
    delivery !== undefined && Object.hasOwn(deliveryNamespaces, delivery)
      ? deliveryNamespaces[delivery]
      : undefined;
  return deliveryNamespace === undefined ? {} : { deliveryNamespace };
}

function mapTexts(
  value: JsonValue | undefined,
  parameters: JsonObject,
): Record<string, string | undefined> {
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, text]) => [
          key,
          textOf(text, parameters),
        ]),
      )
    : {};
}

function textOf(
  value: JsonValue | undefined,
  parameters: JsonObject,
): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const [, path, otherwise] = PARAMETER.exec(value) ?? [];
  if (path === undefined) {
    return value.includes('${{') ? undefined : value;
  }
  const found = path
    .slice(1)
    .split('.')
    .reduce<JsonValue | undefined>(memberOf, parameters);
  // As Nunjucks has it: `or` counts what is empty as not given.
  const isGiven = otherwise === undefined ? found !== undefined : !!found;
  const text = isGiven ? found : otherwise;
  return typeof text === 'string' ? text : undefined;
}

function memberOf(
  value: JsonValue | undefined,
  name: string,
): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, name)
    ? value[name]
    : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
