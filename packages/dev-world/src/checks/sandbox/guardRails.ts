import type { Api } from '../../world/api.ts';

interface Guard {
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** Everything that guards a namespace, as text by `kind/name`: specs, labels, subjects; no status. */
export async function guardRailsOf(
  admin: Api,
  namespace: string,
): Promise<Record<string, string>> {
  const home = `/api/v1/namespaces/${namespace}`;
  const group = (name: string) => `/apis/${name}/namespaces/${namespace}`;
  const lists: [string, string][] = [
    ['ResourceQuota', `${home}/resourcequotas`],
    ['LimitRange', `${home}/limitranges`],
    ['NetworkPolicy', `${group('networking.k8s.io/v1')}/networkpolicies`],
    ['Role', `${group('rbac.authorization.k8s.io/v1')}/roles`],
    ['RoleBinding', `${group('rbac.authorization.k8s.io/v1')}/rolebindings`],
    ['ServiceAccount', `${home}/serviceaccounts`],
  ];
  const found: [string, string][] = [
    [`Namespace/${namespace}`, asText(await admin.get<Guard>(home))],
  ];
  for (const [kind, path] of lists) {
    const { items } = await admin.get<{ items: Guard[] }>(path);
    found.push(
      ...items.map((one): [string, string] => [
        `${kind}/${one.metadata.name}`,
        asText(one),
      ]),
    );
  }
  return Object.fromEntries(found);
}

function asText({ metadata, status: _, ...rest }: Guard): string {
  const { labels, annotations } = metadata;
  return JSON.stringify({ ...rest, labels, annotations });
}
