import type {
  KubernetesClient,
  ObjectPath,
  ServedType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';

/** Milliseconds for which an answer counts: CRDs come and go. */
const TTL = 60_000;

/** Which kinds a cluster serves; asked once a group and version. */
export class Discovery {
  private readonly known = new Map<
    string,
    { until: number; types: Promise<ServedType[]> }
  >();

  private constructor(private readonly now: () => number) {}

  static create(options: { now?: () => number } = {}): Discovery {
    return new Discovery(options.now ?? Date.now);
  }

  /** Undefined if the cluster serves no such kind. */
  async typeOf(
    { client, cluster }: { client: KubernetesClient; cluster: string },
    { apiVersion = '', kind }: KubernetesObject,
  ): Promise<ServedType | undefined> {
    const key = `${cluster}\n${apiVersion}`;
    const known = this.known.get(key);
    const types =
      known && known.until > this.now()
        ? known.types
        : this.ask(key, client, apiVersion);
    return (await types).find(type => type.kind === kind);
  }

  private ask(
    key: string,
    client: KubernetesClient,
    apiVersion: string,
  ): Promise<ServedType[]> {
    const types = client.served(apiVersion);
    this.known.set(key, { until: this.now() + TTL, types });
    const forget = () => this.known.delete(key);
    // "No such kind" may be over soon, and a failure says nothing.
    types.then(found => found.length === 0 && forget(), forget);
    return types;
  }
}

/** Where an object of a namespace is found. */
export function pathOf(
  type: ServedType,
  { metadata }: KubernetesObject,
  namespace: string,
): ObjectPath {
  return {
    type,
    name: metadata?.name ?? '',
    ...(type.namespaced && { namespace }),
  };
}
