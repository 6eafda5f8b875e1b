import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  PREVIEW_DATABASE_SECRET,
  ENVIRONMENT_LABELS,
  type Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Cluster,
  DatabaseAccess,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { PreviewStore } from '../../database/PreviewStore';
import { TYPES } from '../../domain/kinds/resourceTypes';
import {
  DELIVERED,
  delivering,
  inventory,
  type Delivered,
} from '../../domain/preview/deliver/delivered';
import {
  releasesOf,
  type Release,
} from '../../domain/preview/deliver/releases';
import { prepareObjects } from '../../domain/preview/objects/prepareObjects';
import type { PreparedObjects } from '../../domain/preview/objects/types';
import type { PreviewRecord } from '../../domain/preview/record/record';
import { withDelivery } from '../../domain/preview/record/transitions';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { PreviewSource } from '../../domain/preview/setUp/source';
import { hostOf, imageOf, urlOf } from '../../domain/preview/templates';
import type { PreviewTools } from './DeliveryParts';
import type { GuardedForge } from './GuardedForge';

const FIELD_MANAGER = 'fairway-environments';

interface DeployerOptions {
  logger: LoggerService;
  previews: PreviewSettings;
  store: PreviewStore;
  tools: PreviewTools;
}

/** What is to be delivered where. */
export interface Deployment {
  cluster: Cluster;
  forge: GuardedForge;
  source: PreviewSource;
  record: PreviewRecord;
  /** Of the namespace. */
  uid: string;
  delivered?: Delivered;
  commit: string;
  fingerprint: string;
  signal?: AbortSignal;
}

/**
 * Brings a commit into its namespace. Every step gives the same when it is done
 * again, so that whatever breaks off is simply done again.
 */
export class Deployer {
  private constructor(private readonly options: DeployerOptions) {}

  static create(options: DeployerOptions): Deployer {
    return new Deployer(options);
  }

  /**
   * @throws InputError naming what is wrong in the files: then nothing of them
   *   was applied
   */
  async deploy(deployment: Deployment): Promise<void> {
    const { cluster, record, uid, delivered, signal } = deployment;
    const { store, tools, previews, logger } = this.options;
    const began = Date.now();
    const prepared = await this.prepare(deployment);
    const { objects, host, usesDatabase } = prepared;
    const about = {
      ...(host && previews.address && { url: urlOf(previews.address, host) }),
      ...(usesDatabase && { database: true }),
    };
    const mark = (state: Delivered) =>
      markDelivered(cluster, { name: record.name, uid }, state);
    const between = delivering(delivered, inventory(objects), about);
    await mark(between);
    if (usesDatabase) {
      await this.giveDatabase(deployment);
    }
    const applied = await tools.delivery.deliver(cluster, {
      namespace: record.name,
      objects,
      previous: between.objects,
      signal,
    });
    const { commit, fingerprint } = deployment;
    const { again } = record;
    await mark({
      commit,
      fingerprint,
      ...(again !== undefined && { again }),
      ...about,
      objects: applied,
    });
    await store.update(record.key, one =>
      withDelivery(one, { commit, messages: messagesOf(prepared.findings) }),
    );
    logger.info(
      `Deployed ${commit.slice(0, 12)} of ${record.repository}#${
        record.key.number
      } to ${record.name} in ${Date.now() - began} ms`,
    );
  }

  private async prepare(deployment: Deployment): Promise<PreparedObjects> {
    const { source, record, commit } = deployment;
    const { repository, components } = source;
    const rendered: KubernetesObject[] = [];
    for (const release of releasesOf(components)) {
      rendered.push(...(await this.render(release, deployment)));
    }
    const { image, address, gateway, ingressClass, podTemplate } =
      this.options.previews;
    return prepareObjects(rendered, {
      name: record.name,
      components: components.map(({ name }) => name),
      image:
        image && imageOf(image, { repository: repository.fullName, commit }),
      host: address && hostOf(address, record.name),
      gateway,
      ingressClass,
      podTemplate,
    });
  }

  private async render(
    release: Release,
    { cluster, forge, source, record, commit, signal }: Deployment,
  ): Promise<KubernetesObject[]> {
    const { path, folder, releaseName, valuesFiles } = release;
    const { repository } = source;
    const files = await forge.readFolder(repository, {
      commit,
      path: folder,
      signal,
    });
    const { renderers } = this.options.tools;
    const renderer = renderers.find(one => one.takes(files, path));
    if (!renderer) {
      throw new InputError(
        `The folder '${path}' of ${
          repository.fullName
        } holds nothing that can be deployed at ${commit.slice(
          0,
          12,
        )}: no manifests in YAML, no kustomization.yaml and no Chart.yaml`,
      );
    }
    return renderer.render(files, {
      path,
      valuesFiles,
      releaseName,
      namespace: record.name,
      // Whoever does not tell has the version that the renderer assumes.
      kubernetesVersion: await cluster.operator
        .version({ signal })
        .catch(() => undefined),
      signal,
    });
  }

  private async giveDatabase({
    cluster,
    record,
    uid,
    signal,
  }: Deployment): Promise<void> {
    const { store, tools } = this.options;
    if (!tools.databases) {
      throw new InputError(
        `The manifests name the Secret ${PREVIEW_DATABASE_SECRET}, but the portal has no database for previews: environments.previews.databases is not set`,
      );
    }
    // Before there is anything: whatever happens next, it will be dropped.
    await store.update(record.key, one => ({ ...one, databaseOf: uid }));
    const access = await tools.databases.ensure(record.name, { signal });
    await cluster.operator.patch(
      {
        type: TYPES.Secret,
        namespace: record.name,
        name: PREVIEW_DATABASE_SECRET,
      },
      {
        type: 'application/apply-patch+yaml',
        body: databaseSecret(record.name, access),
      },
      { fieldManager: FIELD_MANAGER, force: true },
    );
  }
}

/** By UID: one that was made anew under the same name is another one. */
async function markDelivered(
  { operator }: Cluster,
  { name, uid }: { name: string; uid: string },
  delivered: Delivered,
): Promise<void> {
  await operator.patch(
    { type: TYPES.Namespace, name },
    {
      type: 'application/merge-patch+json',
      body: {
        metadata: {
          uid,
          annotations: { [DELIVERED]: JSON.stringify(delivered) },
        },
      },
    },
    { fieldManager: FIELD_MANAGER },
  );
}

/** As `data`: server-side apply does not keep whose `stringData` is. */
function databaseSecret(
  namespace: string,
  access: DatabaseAccess,
): KubernetesObject & Record<string, unknown> {
  const { host, port, database, schema, username, password } = access;
  const url = `postgresql://${encodeURIComponent(
    username,
  )}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(
    database,
  )}`;
  const values = {
    url,
    host,
    port: String(port),
    database,
    schema,
    username,
    password,
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: PREVIEW_DATABASE_SECRET,
      namespace,
      labels: { [ENVIRONMENT_LABELS.managed]: 'true' },
    },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    ),
  };
}

function messagesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ message }) => message);
}
