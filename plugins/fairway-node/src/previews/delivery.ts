import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Cluster } from '../clusters/types';
import type { ForgeFile } from './forge';

/** What is rendered, and as what. @public */
export interface RenderOptions {
  /** Folder of the manifests or of the chart, among the files. */
  path: string;
  /**
   * For packagings that have values, such as Helm charts: files among the files;
   * later ones count more.
   */
  valuesFiles?: readonly string[];
  /** For packagings that have releases; default `release`. */
  releaseName?: string;
  /** For which they are rendered, where they ask for it; default `default`. */
  namespace?: string;
  /** Of the cluster, e.g. `v1.36.2`, where they ask for it. */
  kubernetesVersion?: string;
  signal?: AbortSignal;
}

/**
 * Turns the files of a folder into objects. Files come from a pull request:
 * whatever they say, nothing outside them is read and nothing of them is run.
 *
 * @public
 */
export interface Renderer {
  /** e.g. `kustomize` */
  readonly name: string;
  /** Whether this folder is of its kind, by the names of its files. */
  takes(files: readonly ForgeFile[], path: string): boolean;
  /**
   * @throws InputError naming file and line of what is not understood
   */
  render(
    files: readonly ForgeFile[],
    options: RenderOptions,
  ): Promise<KubernetesObject[]>;
}

/** An object that was delivered. @public */
export interface DeliveredObject {
  apiVersion: string;
  kind: string;
  name: string;
  /**
   * Its `metadata.generation` when it was applied; absent for kinds that have
   * none. Whoever watches knows by it whether what is seen is what was applied.
   */
  generation?: number;
}

/**
 * Brings objects into a namespace of ours, and takes away what is no longer
 * among them. Deterministic: the same call again changes nothing.
 *
 * @public
 */
export interface Delivery {
  /** e.g. `server-side-apply` */
  readonly name: string;
  /**
   * `previous` is what an earlier delivery left: what of it is not among
   * `objects` is removed.
   *
   * @returns what was applied
   * @throws KubernetesApiError, or InputError naming the object that is refused
   */
  deliver(
    cluster: Cluster,
    options: {
      namespace: string;
      objects: readonly KubernetesObject[];
      previous: readonly DeliveredObject[];
      signal?: AbortSignal;
    },
  ): Promise<DeliveredObject[]>;
}

/** How a preview reaches what is its own in a shared database. @public */
export interface DatabaseAccess {
  host: string;
  port: number;
  database: string;
  schema: string;
  username: string;
  password: string;
}

/**
 * Gives each preview a schema (or database) of its own on a shared server.
 *
 * @public
 */
export interface DatabaseProvider {
  /** e.g. `postgres-schema` */
  readonly name: string;
  /**
   * Makes it if it is not there; the same call again gives the same access.
   *
   * @param name - of the environment; identifiers follow by `databaseIdentifier`
   */
  ensure(
    name: string,
    options?: { signal?: AbortSignal },
  ): Promise<DatabaseAccess>;
  /** Takes it away with all that is in it. Nothing there is fine. */
  drop(name: string, options?: { signal?: AbortSignal }): Promise<void>;
  /** Identifiers (of `databaseIdentifier`) of all that previews have here. */
  list(options?: { signal?: AbortSignal }): Promise<string[]>;
}

/**
 * Where modules replace or add how previews are rendered, delivered and given
 * a database: extension point of the environments plugin.
 *
 * @public
 */
export interface EnvironmentsDeliveryExtensionPoint {
  /** Asked before the built-in ones. */
  addRenderer(renderer: Renderer): void;
  setDelivery(delivery: Delivery): void;
  setDatabaseProvider(provider: DatabaseProvider): void;
}

/** @public */
export const environmentsDeliveryExtensionPoint =
  createExtensionPoint<EnvironmentsDeliveryExtensionPoint>({
    id: 'environments.delivery',
  });
