import type {
  KubernetesObject,
  RbacV1Subject,
  V1ClusterRoleBinding,
  V1PolicyRule,
} from '@kubernetes/client-node';
import type { KubernetesClient, ResourceType } from '../client/types';
import { waitFor } from './waitFor';

const RBAC = 'rbac.authorization.k8s.io';
const rbac = (kind: string): ResourceType => ({
  group: RBAC,
  version: 'v1',
  plural: `${kind.toLowerCase()}s`,
  kind,
});
const REVIEW: ResourceType = {
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'subjectaccessreviews',
  kind: 'SubjectAccessReview',
};

interface Review extends KubernetesObject {
  status?: { allowed: boolean };
}

/**
 * The API server's authorizer hears of a binding a moment after it was taken: a
 * test that goes on at once would be refused now and then. Waits until the first
 * subject has the first right of the role; other objects are there at once.
 */
export async function untilBound(
  admin: KubernetesClient,
  object: KubernetesObject,
): Promise<void> {
  if (!['RoleBinding', 'ClusterRoleBinding'].includes(object.kind ?? '')) {
    return;
  }
  const { metadata, roleRef, subjects } = object as V1ClusterRoleBinding;
  const namespace = metadata?.namespace;
  const rule = await firstRule(admin, roleRef, namespace);
  const [subject] = subjects ?? [];
  if (!rule || !subject) {
    return;
  }
  await waitFor(`${object.kind} ${metadata?.name}`, async () => {
    const { status } = await admin.create<Review>(REVIEW, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: REVIEW.kind,
      spec: { ...who(subject), resourceAttributes: what(rule, namespace) },
    } as KubernetesObject);
    return status?.allowed === true;
  });
}

/** Undefined if the role is not there, or is about no objects. */
async function firstRule(
  admin: KubernetesClient,
  role: { kind: string; name: string },
  namespace: string | undefined,
): Promise<V1PolicyRule | undefined> {
  const { rules = [] } = await admin
    .get<KubernetesObject & { rules?: V1PolicyRule[] }>({
      type: rbac(role.kind),
      name: role.name,
      ...(role.kind === 'Role' && { namespace }),
    })
    .catch(() => ({ rules: [] }));
  return rules.find(({ resources }) => resources?.length);
}

function who({ kind, name, namespace }: RbacV1Subject): object {
  switch (kind) {
    case 'Group':
      return { user: 'somebody', groups: [name] };
    case 'ServiceAccount':
      return { user: `system:serviceaccount:${namespace}:${name}` };
    default:
      return { user: name };
  }
}

function what(rule: V1PolicyRule, namespace: string | undefined): object {
  const named = (text: string | undefined, any: string) =>
    text === '*' ? any : text;
  const [resource, subresource] = (rule.resources?.[0] ?? '').split('/');
  return {
    namespace,
    verb: named(rule.verbs[0], 'get'),
    group: named(rule.apiGroups?.[0], ''),
    resource: named(resource, 'pods'),
    subresource,
    name: rule.resourceNames?.[0],
  };
}
