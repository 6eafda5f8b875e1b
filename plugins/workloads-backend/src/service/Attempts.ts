import type {
  Cluster,
  ListOptions,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject, V1Namespace } from '@kubernetes/client-node';
import { TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** Milliseconds: a guard that takes longer is reported as not looked at. */
const TIMEOUT = 5_000;

/** Reads that may fail, and what failed. */
export class Attempts {
  readonly failures: string[] = [];

  constructor(
    private readonly cluster: Cluster,
    private readonly namespace: string,
  ) {}

  async list<T extends KubernetesObject>(
    type: ResourceType,
    what: string,
    options?: ListOptions,
  ): Promise<T[]> {
    const { cluster, namespace } = this;
    const read = () =>
      cluster.reader.list<T>(type, { namespace, timeout: TIMEOUT, ...options });
    return (await this.attempt(what, read)) ?? [];
  }

  async namespaceTerminates(): Promise<boolean> {
    const { cluster, namespace } = this;
    const found = await this.attempt('the namespace', () =>
      cluster.reader.get<V1Namespace>(
        { type: TYPES.Namespace, name: namespace },
        { timeout: TIMEOUT },
      ),
    );
    return found?.status?.phase === 'Terminating';
  }

  private async attempt<T>(
    what: string,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      this.failures.push(`${what}: ${(error as Error).message}`);
      return undefined;
    }
  }
}
