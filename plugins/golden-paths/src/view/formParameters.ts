import {
  goldenPathParametersSchema,
  goldenPathTargetSchema,
  type GoldenPathParameters,
  type GoldenPathShape,
  type GoldenPathStage,
  type GoldenPathTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { laterStages } from './stages';

/**
 * The names that a template gives to its parameters, where they differ from
 * ours, by `ui:options.fields`.
 *
 * @public
 */
export type FieldNames = Readonly<Record<string, string>>;

/** What `ui:options` say of the template, to fields that ask the cluster. */
export interface AskOptions {
  fields?: FieldNames;
  kind?: GoldenPathParameters['kind'];
  /** Where it is delivered later; each is a parameter, as is its host. */
  stages?: readonly string[];
  shape?: GoldenPathShape;
}

/** What there is to check of a form. */
export interface FormParameters {
  target?: GoldenPathTarget;
  parameters: GoldenPathParameters;
  shape?: GoldenPathShape;
  later?: GoldenPathStage[];
}

const SINGLE = [
  'name',
  'image',
  'resources',
  'replicas',
  'env',
  'port',
  'host',
  'route',
  'gateway',
  'ingressClass',
  'trafficNamespace',
  'dependencies',
  'outside',
  'callers',
  'secrets',
  'secretStore',
  'infrastructure',
  'monitoring',
  'schedule',
  'timeZone',
  'repoUrl',
  'forge',
  'delivery',
] as const;

/**
 * Reads a form whose fields may be half filled in, or be something else than
 * ours: what does not fit is left out, so that the rest can be checked.
 */
export function formParameters(
  formData: Readonly<Record<string, unknown>> = {},
  options: AskOptions = {},
): FormParameters {
  const valueOf = (field: string) => formData[options.fields?.[field] ?? field];
  const { shape } = goldenPathParametersSchema;
  const read = Object.fromEntries(
    SINGLE.flatMap(field => {
      const parsed = shape[field].safeParse(valueOf(field));
      const isThere = parsed.success && parsed.data !== undefined;
      return isThere && parsed.data !== '' ? [[field, parsed.data]] : [];
    }),
  ) as Partial<GoldenPathParameters>;
  const target = goldenPathTargetSchema.safeParse(valueOf('target'));
  return {
    ...(target.success && { target: target.data }),
    ...(target.success &&
      options.stages && {
        later: laterStages(formData, target.data, options),
      }),
    ...(options.shape && { shape: options.shape }),
    parameters: { ...read, kind: options.kind ?? kindOf(read) },
  };
}

/** A schedule makes a job, a port a service; what has neither just works. */
function kindOf(
  read: Partial<GoldenPathParameters>,
): GoldenPathParameters['kind'] {
  if (read.schedule !== undefined) {
    return 'job';
  }
  return read.port !== undefined || read.host !== undefined
    ? 'service'
    : 'worker';
}
