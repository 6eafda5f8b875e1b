import type { ApiHolder } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsApiRef, type GoldenPathsApi } from '../api/GoldenPathsApi';
import { validators } from './validators';

const TARGET = { cluster: 'dev', namespace: 'payments-dev' };

const about = (
  field: string | undefined,
  severity: GoldenPathFinding['severity'],
): GoldenPathFinding => ({
  id: 'x',
  severity,
  message: `${field} ${severity}`,
  evidence: [],
  ...(field && { field }),
});

/** A form, and a cluster that finds this. */
const contextOf = (
  findings: GoldenPathFinding[] | Error,
  formData: object = { target: TARGET },
) => {
  const api: Partial<GoldenPathsApi> = {
    preflight: async () => {
      if (findings instanceof Error) {
        throw findings;
      }
      return { passed: false, findings, room: [] };
    },
  };
  const apiHolder = {
    get: (ref: unknown) => (ref === goldenPathsApiRef ? api : undefined),
  } as ApiHolder;
  return { apiHolder, formData: formData as Record<string, unknown> };
};

type Context = NonNullable<Parameters<(typeof validators)['preflight']>[2]>;

async function errorsOf(
  field: keyof typeof validators,
  value: unknown,
  context: Context = contextOf([]),
): Promise<string[]> {
  const said: string[] = [];
  await validators[field](
    value as never,
    { addError: message => said.push(message) },
    context,
  );
  return said;
}

const SMALL = { requests: { cpu: '50m', memory: '64Mi' } };

describe('validators', () => {
  it.each<[keyof typeof validators, unknown, RegExp[]]>([
    ['namespace', TARGET, []],
    ['namespace', undefined, [/must be chosen/]],
    ['namespace', { cluster: 'dev', namespace: '' }, [/must be chosen/]],
    ['resources', SMALL, []],
    ['resources', { requests: { cpu: 'many' } }, [/'many'/, /./]],
    [
      'resources',
      { ...SMALL, limits: { cpu: '10m', memory: '64Mi' } },
      [/10m/],
    ],
    ['variables', [], []],
    ['variables', [{ name: 'A', value: '' }], []],
    ['variables', [{ name: 'A-B', value: '' }], [/A-B/]],
    [
      'variables',
      [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      [/A/],
    ],
    ['variables', [{ name: 'A', secret: { name: 'UPPER', key: 'k' } }], [/U/]],
    ['image', 'registry.example.com:5000/shop/cart:1.0', []],
    ['image', `shop/cart@sha256:${'0'.repeat(64)}`, []],
    ['image', 'Shop/Cart', [/./]],
    ['image', 'shop/cart:', [/./]],
    ['image', '', []],
    ['image', undefined, []],
    ['resources', undefined, []],
    ['variables', undefined, []],
    ['host', '', []],
    ['host', undefined, []],
    ['host', 'cart.example.com', []],
    ['host', 'cart_1.example.com', [/cart_1/]],
    ['schedule', '*/5 * * * *', []],
    ['schedule', '60 * * * *', [/60/]],
    ['schedule', '* * * *', [/./]],
    ['schedule', '', []],
    ['schedule', undefined, []],
    ['repository', '', []],
    ['repository', undefined, []],
    ['repository', 'git.example.com?owner=shop&repo=cart', []],
    ['repository', '?owner=shop&repo=cart', [/forge must be chosen/]],
    ['repository', 'git.example.com?owner=&repo=cart', [/owner .* empty/]],
    ['repository', 'git.example.com?owner=shop&repo=a+b', [/'a b'/]],
    ['run', 'some-id', []],
    ['run', undefined, [/a run must be chosen/]],
    ['preflight', true, []],
  ])('%s: %j', async (field, value, patterns) => {
    const said = await errorsOf(field, value);
    expect(said.length > 0).toBe(patterns.length > 0);
    patterns.forEach(pattern => expect(said.join('\n')).toMatch(pattern));
  });

  it.each<[unknown, RegExp[]]>([
    [{}, []],
    [{ cluster: 'dev', namespace: 'shop' }, []],
    [{ cluster: 'dev' }, [/must be chosen/]],
    [{ cluster: 'dev', namespace: 'a_b' }, [/'a_b' is no name/]],
  ])(
    'take a later stage that is left to the template: %j',
    async (value, patterns) => {
      const context = {
        ...contextOf([]),
        uiSchema: { 'ui:options': { stage: 'staging' } },
      };
      const said = await errorsOf('namespace', value, context);
      expect(said).toEqual(patterns.map(one => expect.stringMatching(one)));
    },
  );

  it.each<[object, object, RegExp[]]>([
    [{ timeZone: 'Europe/Berlin' }, {}, []],
    [{ timeZone: 'europe/berlin' }, {}, [/is Europe\/Berlin meant\?/]],
    [{ zone: 'Mars' }, { fields: { timeZone: 'zone' } }, [/'Mars' is not/]],
  ])('read a schedule in its zone: %j', async (formData, options, patterns) => {
    const context = {
      ...contextOf([], formData),
      uiSchema: { 'ui:options': options },
    };
    const said = await errorsOf('schedule', '0 3 * * *', context);
    expect(said).toEqual(patterns.map(one => expect.stringMatching(one)));
  });

  it('refuse a variable that the template sets itself', async () => {
    const context = {
      ...contextOf([]),
      uiSchema: { 'ui:options': { reserved: ['PORT'] } },
    };
    const both = [
      { name: 'PORT', value: '1' },
      { name: 'HOST', value: '' },
    ];
    expect(await errorsOf('variables', both, context)).toEqual([
      "'PORT' is set by the template itself",
    ]);
  });

  it('ask of all stages, and of what the template makes', async () => {
    const asked: unknown[] = [];
    const api = {
      preflight: async (input: unknown) => {
        asked.push(input);
        return { passed: true, findings: [], room: [] };
      },
    };
    await errorsOf('preflight', true, {
      apiHolder: { get: () => api } as unknown as ApiHolder,
      formData: {
        target: TARGET,
        host: 'shop.example.com',
        productionHost: 'shop.example.org',
        staging: {},
        production: { cluster: 'far', namespace: 'shop' },
        dependencies: [{ namespace: 'shop', name: 'cart', port: 8080 }],
      },
      uiSchema: {
        'ui:options': {
          stages: ['staging', 'production'],
          shape: { replicas: 1 },
        },
      },
    });
    expect(asked).toEqual([
      {
        ...TARGET,
        shape: { replicas: 1 },
        later: [
          {
            stage: 'staging',
            cluster: 'dev',
            namespace: 'payments-staging',
            host: 'staging-shop.example.com',
          },
          {
            stage: 'production',
            cluster: 'far',
            namespace: 'shop',
            host: 'shop.example.org',
          },
        ],
        parameters: {
          kind: 'service',
          host: 'shop.example.com',
          dependencies: [{ namespace: 'shop', name: 'cart', port: 8080 }],
        },
      },
    ]);
  });

  it('keep a form back for what would be refused, and for nothing less', async () => {
    const found = contextOf([
      about('resources', 'block'),
      about('replicas', 'block'),
      about('host', 'block'),
      about('image', 'confirm'),
      about(undefined, 'info'),
    ]);
    expect(await errorsOf('preflight', true, found)).toEqual([
      'resources block',
      'replicas block',
      'host block',
    ]);
    expect(await errorsOf('resources', SMALL, found)).toEqual([
      'resources block',
      'replicas block',
    ]);
  });

  it('ask nobody about what is badly written', async () => {
    const found = contextOf([about('resources', 'block')]);
    const said = await errorsOf(
      'resources',
      { requests: { cpu: 'many' } },
      found,
    );
    expect(said).not.toContain('resources block');
  });

  it('keep nobody back because a cluster is down, or none is chosen', async () => {
    const down = contextOf(new Error('connect ECONNREFUSED'));
    expect(await errorsOf('preflight', true, down)).toEqual([]);
    const mayNot = contextOf(
      await ResponseError.fromResponse({
        status: 403,
        headers: new Headers({ 'content-type': 'application/json' }),
        text: async () =>
          JSON.stringify({
            error: { name: 'NotAllowedError', message: 'You may not' },
            response: { statusCode: 403 },
          }),
      } as never),
    );
    expect(await errorsOf('preflight', true, mayNot)).toEqual(['You may not']);
    expect(await errorsOf('resources', SMALL, mayNot)).toEqual([]);
    const nowhere = contextOf([about('host', 'block')], {});
    expect(await errorsOf('preflight', true, nowhere)).toEqual([]);
  });
});
