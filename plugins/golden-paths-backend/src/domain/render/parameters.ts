import { InputError } from '@backstage/errors';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { UpgradeParameter } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  getDefaultFormState,
  retrieveSchema,
  type RJSFSchema,
} from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';

type Spec = Pick<TemplateEntityV1beta3['spec'], 'parameters'>;

const pagesOf = ({ parameters = [] }: Spec) =>
  [parameters].flat() as RJSFSchema[];

/**
 * What the form fills in by itself for parameters that were not there then, also by
 * conditions and within objects: as the form itself does. What is recorded stays.
 */
export function withDefaults(spec: Spec, recorded: JsonObject): JsonObject {
  let values = recorded;
  for (let before = ''; before !== JSON.stringify(values); ) {
    before = JSON.stringify(values);
    // Of what one fills in, another may depend: the form looks again as well.
    values = pagesOf(spec).reduce<JsonObject>((all, page) => {
      const filled = getDefaultFormState(validator, page, all, page);
      return added(all, filled as JsonObject);
    }, values);
  }
  return values;
}

/** All of the first, and of the second what that lacks and is said. */
function added(values: JsonObject, filled: JsonObject): JsonObject {
  const all: JsonObject = { ...values };
  for (const [key, value] of Object.entries(filled)) {
    const before = values[key];
    if (isObject(before) && isObject(value)) {
      all[key] = added(before, value);
    } else if (before === undefined && !isNothing(value)) {
      all[key] = value;
    }
  }
  return all;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The form makes empty ones so that it can show them. */
function isNothing(value: JsonValue | undefined): boolean {
  return (
    value === undefined ||
    (typeof value === 'object' &&
      value !== null &&
      Object.values(value).every(isNothing))
  );
}

/** What the form asks for and nobody has said: required, without a default. */
export function missingIn(spec: Spec, values: JsonObject): UpgradeParameter[] {
  return askedIn(spec, values).flatMap(({ name, schema, isRequired }) =>
    isRequired && values[name] === undefined ? [parameterOf(name, schema)] : [],
  );
}

/**
 * Parameters with what somebody says beyond the record, and said before.
 *
 * @throws InputError naming what the record has already, what the form does not ask
 *   for, and secrets: they would be recorded
 */
export function withGiven(
  spec: Spec,
  { recorded, before = {} }: { recorded: JsonObject; before?: JsonObject },
  given: JsonObject,
): JsonObject {
  const all = { ...before, ...recorded, ...given };
  const asked = new Map(
    askedIn(spec, withDefaults(spec, all)).map(one => [one.name, one.schema]),
  );
  for (const name of Object.keys(given)) {
    const schema = asked.get(name);
    if (Object.hasOwn(recorded, name)) {
      throw new InputError(
        `parameters.${name}: the record of the repository has it already; it is changed there`,
      );
    }
    if (!schema) {
      throw new InputError(
        `parameters.${name}: the form of the template does not ask for it`,
      );
    }
    if (schema['ui:field'] === 'Secret') {
      throw new InputError(
        `parameters.${name}: it is a secret, and the record would tell it`,
      );
    }
  }
  return all;
}

interface Asked {
  name: string;
  schema: RJSFSchema;
  isRequired: boolean;
}

/** With what is said, conditions are decided. */
function askedIn(spec: Spec, values: JsonObject): Asked[] {
  return pagesOf(spec).flatMap(page => {
    const { properties = {}, required = [] } = retrieveSchema(
      validator,
      page,
      page,
      values,
    );
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      schema: typeof schema === 'object' ? schema : {},
      isRequired: required.includes(name),
    }));
  });
}

const PLAIN = ['string', 'number', 'integer', 'boolean'] as const;

function parameterOf(name: string, schema: RJSFSchema): UpgradeParameter {
  const { title, description, type } = schema;
  const options = schema.enum as JsonValue[] | undefined;
  return {
    name,
    type: PLAIN.find(one => one === type) ?? 'json',
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(options && { options }),
  };
}
