import type { RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { TIERS, withAmount } from './resources';

const FOLDER = resolve(__dirname, '../../../../templates');

const TEMPLATES = ['web-service', 'worker', 'scheduled-job', 'database-api'];

/** What a template's form says of the resources. */
function schemaIn(template: string): RJSFSchema {
  const { spec } = parse(
    readFileSync(resolve(FOLDER, `${template}.yaml`), 'utf8'),
  ) as { spec: { parameters: RJSFSchema[] } };
  const found = spec.parameters
    .map(page => page.properties?.resources)
    .find(Boolean);
  return found as RJSFSchema;
}

describe.each(TEMPLATES)('the form of %s', template => {
  const problemsOf = (resources: unknown) =>
    validator
      .validateFormData(resources, schemaIn(template))
      .errors.map(({ stack }) => stack);

  it.each(TIERS)('takes the size $id', ({ resources }) => {
    expect(problemsOf(resources)).toEqual([]);
  });

  it('takes a limit of CPU, and a size from which it was taken out', () => {
    const at = { place: 'limits', resource: 'cpu' } as const;
    const limited = withAmount(TIERS[0].resources, at, '1');
    expect(problemsOf(limited)).toEqual([]);
    expect(problemsOf(withAmount(limited, at, ''))).toEqual([]);
  });

  it('wants memory to be limited', () => {
    const { requests } = TIERS[0].resources;
    expect(problemsOf({ requests, limits: {} })).toEqual([
      expect.stringContaining("must have required property 'Memory limit'"),
    ]);
  });
});
