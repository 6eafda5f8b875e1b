import {
  goldenPathParametersSchema,
  goldenPathTargetSchema,
  type GoldenPathParameters,
  type GoldenPathTarget,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * The names that a template gives to its parameters, where they differ from
 * ours, by `ui:options.fields`.
 *
 * @public
 */
export type FieldNames = Readonly<Record<string, string>>;

/** What there is to check of a form. */
export interface FormParameters {
  target?: GoldenPathTarget;
  parameters: GoldenPathParameters;
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
  'schedule',
  'timeZone',
  'repoUrl',
  'forge',
] as const;

/**
 * Reads a form whose fields may be half filled in, or be something else than
 * ours: what does not fit is left out, so that the rest can be checked.
 */
export function formParameters(
  formData: Readonly<Record<string, unknown>> = {},
  options: { fields?: FieldNames; kind?: GoldenPathParameters['kind'] } = {},
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
