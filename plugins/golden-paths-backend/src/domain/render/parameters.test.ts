import type { JsonObject } from '@backstage/types';
import { missingIn, withDefaults, withGiven } from './parameters';

const spec = (...parameters: object[]) => ({ parameters } as never);

const FORM = spec(
  {
    required: ['name'],
    properties: {
      name: { type: 'string' },
      size: { type: 'string', default: 's' },
      limits: {
        type: 'object',
        properties: {
          cpu: { type: 'string', default: '1' },
          memory: { type: 'string', default: '1Gi' },
        },
      },
      env: {
        type: 'array',
        default: [{ name: 'LOG', secret: 'x' }],
        items: { type: 'object' },
      },
      notes: { type: 'object', properties: { a: { type: 'string' } } },
    },
    // As our own templates do it.
    if: { properties: { size: { const: 'l' } }, required: ['size'] },
    then: {
      required: ['zone'],
      properties: {
        zone: { type: 'string', title: 'Zone', enum: ['a', 'b'] },
        zones: { type: 'integer', default: 3 },
      },
    },
    else: { properties: { spread: { type: 'boolean', default: false } } },
  },
  {
    properties: { color: { type: 'string', default: 'blue' } },
    // As Backstage's documentation does it.
    dependencies: {
      color: {
        oneOf: [
          { properties: { color: { const: 'red' } } },
          {
            required: ['tone'],
            properties: {
              color: { const: 'blue' },
              tone: { type: 'object', description: 'How blue' },
              depth: { type: 'number', default: 2 },
            },
          },
        ],
      },
    },
  },
);

const LIMITS = { cpu: '1', memory: '1Gi' };

describe('parameters', () => {
  it.each<[JsonObject, JsonObject]>([
    [
      { name: 'a' },
      {
        ...{ name: 'a', size: 's', limits: LIMITS, spread: false },
        ...{ env: [{ name: 'LOG', secret: 'x' }], color: 'blue', depth: 2 },
      },
    ],
    [
      { name: 'a', size: 'l', limits: { cpu: '8' }, env: [], color: 'red' },
      {
        ...{ name: 'a', size: 'l', limits: { cpu: '8', memory: '1Gi' } },
        ...{ env: [], color: 'red', zones: 3 },
      },
    ],
    // What is in a list is nobody's default.
    [
      { name: 'a', env: [{ name: 'X' }], color: 'red' },
      {
        ...{ name: 'a', size: 's', limits: LIMITS, spread: false },
        ...{ env: [{ name: 'X' }], color: 'red' },
      },
    ],
  ])('with defaults: %j', (recorded, expected) => {
    expect(withDefaults(FORM, recorded)).toEqual(expected);
  });

  it('are missing where they are required and have none', () => {
    const all = (recorded: JsonObject) =>
      missingIn(FORM, withDefaults(FORM, recorded));
    expect(all({ name: 'a', color: 'red' })).toEqual([]);
    expect(all({ name: 'a', size: 'l', color: 'red' })).toEqual([
      { name: 'zone', title: 'Zone', type: 'string', options: ['a', 'b'] },
    ]);
    expect(all({})).toEqual([
      { name: 'name', type: 'string' },
      { name: 'tone', type: 'json', description: 'How blue' },
    ]);
  });

  it('may be given where the record has none and the form asks', () => {
    const recorded = { name: 'a', size: 'l' };
    expect(withGiven(FORM, { recorded }, { zone: 'a' })).toEqual({
      ...recorded,
      zone: 'a',
    });
    expect(() => withGiven(FORM, { recorded }, { size: 's' })).toThrow(
      'parameters.size: the record of the repository has it already',
    );
    expect(() =>
      withGiven(FORM, { recorded: { name: 'a' } }, { zone: 'a' }),
    ).toThrow('parameters.zone: the form of the template does not ask for it');
    // Said before, it may be said otherwise.
    const before = { zone: 'b' };
    expect(withGiven(FORM, { recorded, before }, {}).zone).toBe('b');
    expect(withGiven(FORM, { recorded, before }, { zone: 'a' }).zone).toBe('a');
    const secret = spec({ properties: { pin: { 'ui:field': 'Secret' } } });
    expect(() => withGiven(secret, { recorded: {} }, { pin: '1' })).toThrow(
      'parameters.pin: it is a secret',
    );
  });

  it('are as they are where a template asks for nothing', () => {
    expect(withDefaults({}, { a: 1 })).toEqual({ a: 1 });
    expect(missingIn({}, {})).toEqual([]);
  });
});
