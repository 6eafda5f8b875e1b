import type {
  Cluster,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  KubernetesObject,
  V1ReplicationController,
  V1Service,
} from '@kubernetes/client-node';
import { kept, unknown, type Against } from '../domain/rules/staleness';
import type { Settings } from '../domain/settings/settings';

/**
 * Kinds of Kubernetes itself that are no sign of life, as they guard, configure,
 * record or follow what is alive; and those that the rule itself looks at.
 */
const NO_SIGN = new Set(
  [
    'bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates resourcequotas secrets serviceaccounts services',
    'controllerrevisions.apps daemonsets.apps deployments.apps replicasets.apps statefulsets.apps',
    'cronjobs.batch jobs.batch',
    'leases.coordination.k8s.io endpointslices.discovery.k8s.io events.events.k8s.io',
    'ingresses.networking.k8s.io networkpolicies.networking.k8s.io',
    'poddisruptionbudgets.policy roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io',
    'csistoragecapacities.storage.k8s.io resourceclaims.resource.k8s.io resourceclaimtemplates.resource.k8s.io',
    'pods.metrics.k8s.io',
  ].flatMap(line => line.split(' ')),
);

const SERVICE: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'services',
  kind: 'Service',
};

interface RouteLike extends KubernetesObject {
  spec?: { rules?: { backendRefs?: { namespace?: string }[] }[] };
}

/** Looks into a namespace for whatever the cache does not hold. */
export class Contents {
  private constructor(
    private readonly settings: Pick<Settings, 'ignoredKinds'>,
  ) {}

  static create(options: {
    settings: Pick<Settings, 'ignoredKinds'>;
  }): Contents {
    return new Contents(options.settings);
  }

  /**
   * What speaks against calling it empty; undefined if nothing does. What cannot
   * be listed is not known, and so keeps it.
   */
  async against(
    cluster: Cluster,
    namespace: string,
  ): Promise<Against | undefined> {
    try {
      const types = await cluster.reader.namespacedTypes();
      const telling = types.filter(type => !this.isIgnored(type));
      const found = await Promise.all(
        [SERVICE, ...telling].map(type => signs(cluster, type, namespace)),
      );
      const sign = found.find(one => one !== undefined);
      return sign === undefined ? undefined : kept('in-use', sign);
    } catch (error) {
      return unknown(
        `It cannot be seen whether all is out of use: ${
          (error as Error).message
        }`,
      );
    }
  }

  private isIgnored({ group, plural }: ResourceType): boolean {
    const name = group ? `${plural}.${group}` : plural;
    const { ignoredKinds } = this.settings;
    return (
      NO_SIGN.has(name) ||
      ignoredKinds.includes(name) ||
      ignoredKinds.includes(`*.${group}`)
    );
  }
}

/** Items of a kind that are a sign of life, in words. */
async function signs(
  { reader }: Cluster,
  type: ResourceType,
  namespace: string,
): Promise<string | undefined> {
  const items = await reader.list(type, { namespace });
  const alive = items.filter(item => isSign(type, item, namespace));
  const [first] = alive;
  return first && `${type.kind} ${first.metadata?.name} is in it`;
}

/** What leads elsewhere may be in use although nothing runs here. */
function isSign(
  type: ResourceType,
  item: KubernetesObject,
  namespace: string,
): boolean {
  if (type.plural === 'replicationcontrollers') {
    return (item as V1ReplicationController).spec?.replicas !== 0;
  }
  if (type === SERVICE) {
    const { spec } = item as V1Service;
    return !spec?.selector || spec.type === 'ExternalName';
  }
  if (
    type.group === 'gateway.networking.k8s.io' &&
    type.kind.endsWith('Route')
  ) {
    return ((item as RouteLike).spec?.rules ?? []).some(
      ({ backendRefs = [] }) =>
        backendRefs.some(
          ref => ref.namespace !== undefined && ref.namespace !== namespace,
        ),
    );
  }
  return true;
}
