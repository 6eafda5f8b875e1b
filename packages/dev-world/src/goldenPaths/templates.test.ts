// First, as it registers its hooks when it is loaded.
import '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { findRoot } from '../world/paths.ts';
import { testTemplates } from './__testUtils__/testTemplates.ts';
import { firstOf, withParameters } from './__testUtils__/choose.ts';
import {
  allCombinations,
  PACKAGINGS,
  SECRETS,
  templatesOf,
} from './combinations.ts';
import { expanded } from './containerEnv.ts';
import { HOSTILE } from './hostile.ts';
import { Refused, Renderer, templatesFolder } from './Renderer.ts';
import { documentsOf, problemsOf } from './rules.ts';
import { startScaffolder, type RunningScaffolder } from './scaffolder.ts';
import type { Combination } from './types.ts';

jest.setTimeout(300_000);

let scaffolder: RunningScaffolder;
let renderer: Renderer;

beforeAll(async () => {
  scaffolder = await startScaffolder();
  renderer = Renderer.create({
    folder: templatesFolder(findRoot()),
    scaffolder,
  });
});
afterAll(() => scaffolder?.stop());

const combinations = allCombinations();

const first = (template: string, packaging: string) =>
  firstOf(combinations, template, packaging);

describe('templates', () => {
  testTemplates({
    combinations,
    templates: templatesOf(combinations),
    renderer: () => renderer,
  });
});

/** What the driver's providers are told, in the words of each. */
const READ_AT: Record<string, object> = {
  vault: {
    vaultAddress: 'https://vault.example.com:8200',
    roleName: 'orders',
    read: [
      ['partner', 'api-key'],
      ['partner', 'user.name'],
      ['signing', 'key'],
    ].map(([secret, key]) => ({
      objectName: `${secret}_${key}`,
      secretPath: `kv/data/${secret}`,
      secretKey: key,
    })),
  },
  aws: {
    region: 'eu-central-1',
    read: [
      {
        objectName: 'partner',
        objectType: 'secretsmanager',
        // JMESPath takes a name with a hyphen or a dot in quotes only.
        jmesPath: [
          { path: '"api-key"', objectAlias: 'partner_api-key' },
          { path: '"user.name"', objectAlias: 'partner_user.name' },
        ],
      },
      {
        objectName: 'signing',
        objectType: 'secretsmanager',
        jmesPath: [{ path: '"key"', objectAlias: 'signing_key' }],
      },
    ],
  },
  azure: {
    keyvaultName: 'shop-secrets',
    tenantId: '01234567-89ab-cdef-0123-456789abcdef',
    clientID: 'fedcba98-7654-3210-fedc-ba9876543210',
    read: [
      ['partner--api-key', 'partner_api-key'],
      ['partner--user-name', 'partner_user.name'],
      ['signing--key', 'signing_key'],
    ].map(([objectName, objectAlias]) => ({
      objectName,
      objectType: 'secret',
      objectAlias,
    })),
  },
  gcp: {
    read: [
      ['partner_api-key', 'partner_api-key'],
      ['partner_user-name', 'partner_user.name'],
      ['signing_key', 'signing_key'],
    ].map(([secret, fileName]) => ({
      resourceName: `projects/shop-secrets/secrets/${secret}/versions/latest`,
      fileName,
    })),
  },
};

interface Named {
  calls: string[];
  callers: string[];
}

function namedInValues(
  documents: Map<string, unknown[]>,
  stage: string,
): Named {
  const [values] = documents.get(`deploy/values-${stage}.yaml`) as [
    Partial<Record<keyof Named, { namespace: string }[]>>,
  ];
  const names = (list: { namespace: string }[] = []) =>
    list.map(({ namespace }) => namespace);
  return { calls: names(values.calls), callers: names(values.callers) };
}

type Nested = { [key: string]: Nested | string };

interface Peer {
  namespaceSelector?: { matchLabels: Record<string, string> };
}

/** Applies the patch of the overlay, each operation after the other. */
function namedInOverlay(
  documents: Map<string, unknown[]>,
  stage: string,
): Named {
  const [overlay] = documents.get(
    `deploy/overlays/${stage}/kustomization.yaml`,
  ) as [{ patches: { target: { kind: string }; patch: string }[] }];
  const [policy] = documents.get('deploy/base/networkpolicy.yaml') as [object];
  const operations = overlay.patches
    .filter(({ target }) => target.kind === 'NetworkPolicy')
    .flatMap(
      ({ patch }) =>
        parse(patch) as { op: string; path: string; value: string }[],
    );
  for (const { op, path, value } of operations) {
    const keys = path
      .slice(1)
      .split('/')
      .map(key => key.replaceAll('~1', '/'));
    const last = keys.pop() as string;
    const at = keys.reduce<Nested>(
      (one, key) => one[key] as Nested,
      policy as Nested,
    );
    if (op === 'test') {
      expect(at[last]).toBe(value);
    } else {
      at[last] = value;
    }
  }
  const { spec } = policy as {
    spec: { ingress: { from?: Peer[] }[]; egress: { to?: Peer[] }[] };
  };
  const names = (peers: Peer[] = []) =>
    peers.flatMap(
      ({ namespaceSelector }) =>
        namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? [],
    );
  const own = ['ingress-nginx', 'gateways', 'monitoring', 'kube-system'];
  const others = (list: string[]) => list.filter(one => !own.includes(one));
  return {
    calls: others(spec.egress.flatMap(({ to }) => names(to))),
    callers: others(spec.ingress.flatMap(({ from }) => names(from))),
  };
}

/** Values of all variables of a name, however deep. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const one = value as { name?: unknown; value?: unknown };
  return [
    ...(one.name === name && 'value' in one ? [one.value] : []),
    ...Object.values(value).flatMap(inner => valuesOf(name, inner)),
  ];
}

const DOLLARS = [
  '$',
  '$$',
  '$$$',
  '$(PORT)/x',
  '$$(PORT)',
  'pa$$word',
  '$HOME',
];

describe('what templates make of what is chosen', () => {
  // The form says so, too, and the objects have no certificate.
  it.each(['web-service', 'database-api'])(
    'end with a link that is not better than the route: %s',
    template => {
      const { links = [] } = renderer.template(template).spec.output;
      expect(links.map(({ url }) => url)).toContain(
        "${{ steps.preflight.output.urls[0] or ('http://' + parameters.host) }}",
      );
    },
  );

  it.each(templatesOf(combinations))(
    'publish for nobody but whom one chose: %s',
    template => {
      const { parameters, steps } = renderer.template(template).spec;
      const fields = Object.assign(
        {},
        ...(parameters as { properties: object }[]).map(
          ({ properties }) => properties,
        ),
      ) as Record<string, object>;
      expect(fields.visibility).toMatchObject({ default: 'private' });
      const published = steps.filter(({ id, action }) =>
        /publish/.test(`${id} ${action}`),
      );
      expect(published.length).toBe(3);
      published.forEach(({ input }) =>
        expect(input).toMatchObject({
          repoVisibility: "${{ parameters.visibility or 'private' }}",
        }),
      );
    },
  );

  it.each<[string, string, boolean]>([
    ['kustomize', 'schema', true],
    ['kustomize', 'secret', false],
    ['helm', 'schema', true],
    ['helm', 'secret', false],
  ])(
    'give previews a schema if that is chosen: %s, %s',
    async (packaging, previews, isSchema) => {
      const { tree } = await renderer.render(
        withParameters(first('database-api', packaging), { previews }),
      );
      expect(problemsOf(tree)).toEqual([]);
      const file = packaging === 'helm' ? 'values-preview' : 'kustomization';
      const [shown] = documentsOf(tree).get(`deploy/${file}.yaml`) as object[];
      // Both the server and the Job that migrates.
      const patches = packaging === 'helm' ? 1 : 2;
      expect(JSON.stringify(shown).split('fairway-database').length - 1).toBe(
        isSchema ? patches : 0,
      );
      expect(tree.get('catalog-info.yaml')).toContain(
        packaging === 'helm'
          ? 'helm-values: deploy/values-dev.yaml,deploy/values-preview.yaml'
          : 'preview-path: deploy',
      );
    },
  );

  it.each(
    ['web-service', 'database-api'].flatMap(template =>
      [
        [{ route: 'http-route' }, 'gateways'],
        [
          { route: 'http-route', trafficNamespace: 'envoy-gateway-system' },
          'envoy-gateway-system',
        ],
        [
          { route: 'ingress', trafficNamespace: 'ingress-nginx' },
          'ingress-nginx',
        ],
      ].map(([route, from]) => [template, route, from] as const),
    ),
  )('let in and out what is named: %s, %j', async (template, route, from) => {
    const { tree } = await renderer.render(
      withParameters(first(template, 'kustomize'), {
        trafficNamespace: undefined,
        ...(route as object),
      }),
    );
    const [policy] = documentsOf(tree).get(
      'deploy/base/networkpolicy.yaml',
    ) as [{ spec: { ingress: { from: object[] }[]; egress: object[] } }];
    const namespace = (name: string) => ({
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': name },
      },
    });
    expect(policy.spec.ingress[0].from).toEqual([
      namespace(from as string),
      { podSelector: {} },
      {
        ...namespace('shop-dev'),
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cart' } },
      },
      namespace('reports-dev'),
    ]);
    expect(policy.spec.egress.slice(-2)).toEqual([
      {
        to: [
          {
            ipBlock: {
              cidr: '0.0.0.0/0',
              except: [
                '10.0.0.0/8',
                '100.64.0.0/10',
                '169.254.0.0/16',
                '172.16.0.0/12',
                '192.168.0.0/16',
              ],
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
      {
        to: [{ ipBlock: { cidr: '2001:db8::/32' } }],
        ports: [{ protocol: 'TCP', port: 5671 }],
      },
    ]);
  });

  it.each(
    templatesOf(combinations).flatMap(template =>
      PACKAGINGS.flatMap(packaging =>
        ['staging', 'production'].map(
          stage => [template, packaging, stage] as const,
        ),
      ),
    ),
  )(
    'call, and are called by, what is of their stage: %s, %s, %s',
    async (template, packaging, stage) => {
      const combination = first(template, packaging);
      const { tree } = await renderer.render(
        withParameters(combination, {
          dependencies: [
            { namespace: 'orders-dev', name: 'basket', port: 8080 },
            { namespace: 'shop-dev', name: 'cart', port: 8080 },
            { namespace: 'platform', name: 'mail', port: 25 },
          ],
        }),
      );
      expect(problemsOf(tree)).toEqual([]);
      const named =
        packaging === 'helm'
          ? namedInValues(documentsOf(tree), stage)
          : namedInOverlay(documentsOf(tree), stage);
      expect(named).toEqual({
        calls: [`orders-${stage}`, `shop-${stage}`, 'platform'],
        callers:
          'callers' in combination.parameters
            ? [`shop-${stage}`, `reports-${stage}`]
            : [],
      });
    },
  );

  it.each(
    templatesOf(combinations).flatMap(template =>
      PACKAGINGS.map(packaging => [template, packaging] as const),
    ),
  )(
    'give a container the values that were typed in: %s, %s',
    async (template, packaging) => {
      const { tree } = await renderer.render(
        withParameters(first(template, packaging), {
          env: DOLLARS.map((value, at) => ({ name: `DOLLAR_${at}`, value })),
        }),
      );
      const written = [...documentsOf(tree)]
        .filter(([file]) => file.startsWith('deploy/'))
        .map(([, documents]) => documents);
      DOLLARS.forEach((value, at) => {
        const found = valuesOf(`DOLLAR_${at}`, written);
        expect(found.length).toBeGreaterThan(0);
        expect(found.map(one => expanded(String(one)))).toEqual(
          found.map(() => value),
        );
      });
    },
  );

  it.each(SECRETS.filter(({ secrets }) => secrets === 'csi'))(
    'tell the driver what to read at %o',
    async ({ secretProvider, ...secrets }) => {
      const { name } = secretProvider as { name: string };
      const { tree } = await renderer.render(
        withParameters(first('worker', 'kustomize'), {
          ...secrets,
          secretProvider,
        }),
      );
      const [made] = documentsOf(tree).get(
        'deploy/base/secretproviderclass.yaml',
      ) as [{ spec: { parameters: Record<string, string> } }];
      const { objects, secrets: list, ...rest } = made.spec.parameters;
      const read = parse(objects ?? list) as unknown[] | { array: string[] };
      expect({
        ...rest,
        read: Array.isArray(read)
          ? read
          : read.array.map(text => parse(text) as unknown),
      }).toEqual(READ_AT[name]);
    },
  );

  it.each(['@daily', '@every 1h30m', '? 3 * * ?'])(
    'take the schedule %s, as the API server does',
    async schedule => {
      const job = withParameters(first('scheduled-job', 'kustomize'), {
        schedule,
      });
      await expect(renderer.validate(job)).resolves.toBeUndefined();
    },
  );

  it('refuse what a field cannot be, and say which', async () => {
    const combination = first('web-service', 'kustomize');
    const database = first('database-api', 'helm');
    const job = first('scheduled-job', 'kustomize');
    const cases: [Combination, string, unknown[]][] = [
      [combination, 'name', ['Upper', 'a_b', '-a', 'a'.repeat(41), '']],
      [combination, 'description', ['two\nlines', 'bell\u0007', '']],
      [combination, 'image', ['UPPER/x', 'x y', 'x:tag:tag', 'x@sha256:1']],
      [combination, 'port', [80, 9090, 70_000, '8080']],
      [combination, 'host', ['a b', '*.example.com', 'a..b']],
      [combination, 'language', ['rust']],
      [
        withParameters(combination, { route: 'ingress' }),
        'trafficNamespace',
        ['Upper', 'a.b', '', undefined],
      ],
      [
        combination,
        'env',
        [
          [{ name: 'A-B' }],
          [{ name: 'A', value: '\u0000' }],
          // What the template sets itself.
          [{ name: 'PORT', value: '1' }],
        ],
      ],
      [
        job,
        'schedule',
        ['* * * *', '@daily; x', '0 0 * * *\nx', '@reboot', '@every 1d'],
      ],
      [
        database,
        'databaseSecret',
        [{ name: 'Upper', key: 'url' }, { name: 'x' }],
      ],
    ];
    for (const [one, field, values] of cases) {
      for (const value of [...values, ...Object.values(HOSTILE)]) {
        // A description may say anything in a line.
        if (field === 'description' && !values.includes(value)) {
          continue;
        }
        const refusal = await renderer
          .render(withParameters(one, { [field]: value }))
          .catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(Refused);
        expect(JSON.stringify((refusal as Refused).body)).toContain(field);
      }
    }
  });
});
