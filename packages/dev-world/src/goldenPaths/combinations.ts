import { findRoot } from '../world/paths.ts';
import { readExamples, type Example } from './examples.ts';
import { templatesFolder } from './Renderer.ts';
import type { Combination, Parameters } from './types.ts';

export const LANGUAGES = ['node', 'go', 'python'];
export const PACKAGINGS = ['kustomize', 'helm'];
export const DELIVERIES = ['direct', 'argo-cd', 'flux'];
const FORGES = ['github', 'gitlab', 'gitea'];
const ROUTES = ['http-route', 'ingress', 'none'];
const INFRASTRUCTURES = ['secret', 'crossplane', 'terraform'];

const COMMON = {
  description: 'Takes orders, and keeps *all* of them: #1 <since> "2026"',
  owner: 'group:default/shop',
  system: 'system:default/online-shop',
  target: { cluster: 'dev', namespace: 'orders-dev' },
  resources: {
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { cpu: '500m', memory: '128Mi' },
  },
  env: [
    { name: 'GREETING', value: 'good: "day"\n# not a comment' },
    { name: 'REGION', configMap: { name: 'region', key: 'name' } },
    { name: 'API_KEY', secret: { name: 'partner', key: 'api-key' } },
    { name: 'API_USER', secret: { name: 'partner', key: 'user.name' } },
    { name: 'SIGNING_KEY', secret: { name: 'signing', key: 'key' } },
    { name: 'SAME_KEY', secret: { name: 'signing', key: 'key' } },
  ],
  dependencies: [{ namespace: 'shop-dev', name: 'cart', port: 8080 }],
  outside: [
    { cidr: '0.0.0.0/0', port: 443 },
    { cidr: '2001:db8::/32', port: 5671 },
  ],
};

const PROVIDERS = [
  {
    name: 'vault',
    address: 'https://vault.example.com:8200',
    role: 'orders',
    mount: 'kv',
  },
  { name: 'aws', region: 'eu-central-1' },
  {
    name: 'azure',
    keyVault: 'shop-secrets',
    tenant: '01234567-89ab-cdef-0123-456789abcdef',
    client: 'fedcba98-7654-3210-fedc-ba9876543210',
  },
  { name: 'gcp', project: 'shop-secrets' },
];

/** What makes the Secrets that variables name. */
export const SECRETS: readonly Record<string, unknown>[] = [
  { secrets: 'cluster' },
  {
    secrets: 'external-secrets',
    secretStore: { kind: 'ClusterSecretStore', name: 'platform' },
  },
  ...PROVIDERS.map(secretProvider => ({ secrets: 'csi', secretProvider })),
];

/** Where the tools are told, if somebody says other than they are usually installed. */
const TOLD: Record<string, object> = {
  'argo-cd': {
    argoCd: { namespace: 'argocd', project: 'shop', cluster: 'europe' },
  },
  flux: { flux: { namespace: 'flux-system', secret: 'forge' } },
};

/** The last is the default: a schema in the database of previews. */
const PREVIEWS = [{ previews: 'schema' }, { previews: 'secret' }, {}];

const imageOf = (repository: string, turn: number) =>
  turn % 5 === 4
    ? `${repository}@sha256:${'0123456789abcdef'.repeat(4)}`
    : `${repository}:1.${turn}.0`;

/** Of those of an Ingress, every other one says its class. */
const routeOf = (turn: number) => {
  const route = ROUTES[turn % ROUTES.length];
  return {
    route,
    ...(route === 'ingress' && {
      ...(turn % 2 === 0 && { ingressClass: 'nginx' }),
      trafficNamespace: 'ingress-nginx',
    }),
  };
};

/**
 * Every template × language × packaging × delivery, and infrastructure where it
 * is asked for. What is chosen besides (forge, route, image, monitoring) takes
 * turns, so that each choice meets each language, packaging and delivery.
 * @param folder - where the templates are; default: those of this repository
 */
export function allCombinations(
  folder = templatesFolder(findRoot()),
): Combination[] {
  return readExamples(folder).flatMap((example, index) =>
    choicesOf(example).map((choice, turn) => {
      const { template, parameters: own } = example;
      const { infrastructure } = choice;
      const name = template === 'web-service' ? 'orders' : `orders-${template}`;
      const org = 'shop';
      const parameters: Parameters = {
        ...COMMON,
        ...own,
        ...choice,
        ...(!infrastructure && { infrastructure: undefined }),
        ...(infrastructure === 'crossplane' && {
          claim: { version: '18', storageGB: 20 },
        }),
        ...('host' in own && routeOf(turn)),
        ...(infrastructure && PREVIEWS[turn % PREVIEWS.length]),
        name,
        forge: FORGES[Math.floor(turn / 3) % 3],
        repoUrl: `git.example.com?owner=${org}&repo=${name}`,
        image: imageOf(`registry.example.com:5000/${org}/${name}`, turn),
        monitoring: turn % 2 === 0,
        ...(turn % 4 < 2 && TOLD[choice.delivery]),
        ...SECRETS[(Math.floor(turn / 2) + index) % SECRETS.length],
      };
      const title = [template, ...Object.values(choice)].join(', ');
      // As JSON carries them: what is undefined is not there.
      return {
        template,
        title,
        parameters: JSON.parse(JSON.stringify(parameters)) as Parameters,
      };
    }),
  );
}

interface Choice {
  language: string;
  packaging: string;
  delivery: string;
  infrastructure?: string;
}

function choicesOf({ languages, parameters }: Example): Choice[] {
  const infrastructures =
    'databaseSecret' in parameters ? INFRASTRUCTURES : [undefined];
  return (languages ?? LANGUAGES).flatMap(language =>
    PACKAGINGS.flatMap(packaging =>
      DELIVERIES.flatMap(delivery =>
        infrastructures.map(infrastructure => ({
          language,
          packaging,
          delivery,
          ...(infrastructure && { infrastructure }),
        })),
      ),
    ),
  );
}

/** The templates that are judged, by name. */
export const templatesOf = (combinations: readonly Combination[]): string[] => [
  ...new Set(combinations.map(({ template }) => template)),
];
