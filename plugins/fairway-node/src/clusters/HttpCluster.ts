import { readFile } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { WatchClusterCache } from '../cache/WatchClusterCache';
import { accountName } from '../client/accountName';
import { ClusterConnection } from '../client/connection';
import { HttpKubernetesClient } from '../client/HttpKubernetesClient';
import { HttpPodStreams } from '../client/HttpPodStreams';
import type { PodStreams } from '../client/podStreams';
import type { KubernetesClient } from '../client/types';
import { assertSafeIdentity } from '../identity/assertSafeIdentity';
import type { KubernetesIdentity } from '../identity/types';
import type { Cluster, ClusterDetails } from './types';

/** @internal */
export class HttpCluster implements Cluster {
  readonly cache: WatchClusterCache;
  readonly reader: KubernetesClient;
  readonly operator: KubernetesClient;
  readonly operatorStreams: PodStreams;
  private readonly readerConnection: ClusterConnection;
  private readonly actorConnection: ClusterConnection;
  private readonly operatorConnection: ClusterConnection;

  constructor(private readonly details: ClusterDetails, logger: LoggerService) {
    const { name, reader, actor, operator = actor } = details;
    this.readerConnection = new ClusterConnection(name, reader);
    this.actorConnection =
      actor === reader
        ? this.readerConnection
        : new ClusterConnection(name, actor);
    this.operatorConnection =
      operator === actor
        ? this.actorConnection
        : new ClusterConnection(name, operator);
    this.cache = new WatchClusterCache(this.readerConnection, {
      onProblem: message => logger.warn(message, { cluster: name }),
    });
    this.reader = HttpKubernetesClient.create(
      this.readerConnection,
      accountName(reader),
    );
    this.operator = HttpKubernetesClient.create(
      this.operatorConnection,
      accountName(operator),
    );
    this.operatorStreams = HttpPodStreams.create(this.operatorConnection);
  }

  get name(): string {
    return this.details.name;
  }

  get title(): string {
    return this.details.title ?? this.details.name;
  }

  get writeAs(): 'user' | 'serviceAccount' {
    return this.details.writeAs;
  }

  async endpoint(): Promise<{ server: string; caData?: string }> {
    const { name, operator, actor } = this.details;
    const found = (operator ?? actor).getCurrentCluster();
    if (!found) {
      throw new InputError(`The configuration of '${name}' names no server`);
    }
    const { server, caData, caFile } = found;
    const ca = caFile
      ? await readFile(caFile).then(bytes => bytes.toString('base64'))
      : caData;
    return { server, ...(ca && { caData: ca }) };
  }

  actingFor(identity: KubernetesIdentity): KubernetesClient {
    // Also where it is not sent: what is refused must not depend on a setting.
    assertSafeIdentity(identity);
    return this.writeAs === 'user'
      ? HttpKubernetesClient.impersonating(this.actorConnection, identity)
      : HttpKubernetesClient.create(
          this.actorConnection,
          accountName(this.details.actor),
        );
  }

  stop(): void {
    this.cache.stop();
    this.readerConnection.close();
    this.actorConnection.close();
    this.operatorConnection.close();
  }
}
