import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  WorkspaceRecord,
  WorkspaceRecordPatch,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { CachedKind, CacheLease, Projection } from '../cache/types';
import type { ContainerPath } from '../client/podStreams';
import type { Cluster } from '../clusters/types';

/** What one container of a workspace's pod is doing. @public */
export interface WorkspaceContainerFacts {
  /** `waiting` also stands for a container that nothing is known of yet. */
  state: 'waiting' | 'running' | 'ended';
  ready: boolean;
  /** The kubelet's one word, e.g. `ImagePullBackOff` or `OOMKilled`. */
  reason?: string;
  /** The kubelet's words, or the last that the container itself said. */
  message?: string;
  exitCode?: number;
  restarts: number;
}

/** The pod of a workspace. @public */
export interface WorkspacePodFacts {
  name: string;
  uid: string;
  /** RFC 3339 */
  createdAt: string;
  /** RFC 3339; since when it is being deleted. */
  deletingSince?: string;
  /** Absent: not yet on a node. */
  node?: string;
  /** Why no node takes it, in the scheduler's words. */
  unschedulable?: string;
  ready: boolean;
  /** The one that clones. */
  clone?: WorkspaceContainerFacts;
  main?: WorkspaceContainerFacts;
}

/** What is known of a workspace, whatever a driver made it of. @public */
export interface WorkspaceFacts {
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  /** RFC 3339 */
  createdAt: string;
  /** RFC 3339; since when it is being deleted. */
  deletingSince?: string;
  /** What it is and what happened to it. */
  record: WorkspaceRecord;
  wanted: 'running' | 'stopped';
  /** It was stopped with its whole sandbox, and starts again with it. */
  asleep: boolean;
  /** Why the cluster makes no pod, in its words, e.g. of a quota. */
  refused?: string;
  /** The newest that is not being deleted, else the newest. */
  pod?: WorkspacePodFacts;
  volume?: {
    name: string;
    bound: boolean;
    deletingSince?: string;
    /** A quantity. */
    size: string;
  };
}

/** One that bears the marks of a workspace, but cannot be understood. @public */
export interface GarbledWorkspace {
  namespace: string;
  name: string;
  problems: string[];
}

/** What a driver found. @public */
export type FoundWorkspace = { facts: WorkspaceFacts } | GarbledWorkspace;

/** A line of a network policy: what a workspace may reach. @public */
export interface WorkspaceEgress {
  to:
    | { cidr: string; except?: string[] }
    | { namespace: string; podLabels: Readonly<Record<string, string>> };
  /** TCP; all if absent. A text is the name of a container's port. */
  ports?: Array<number | string>;
}

/** What a driver needs to make or start a workspace, beside its contract. @public */
export interface WorkspaceSetUp {
  /** Label that tells one portal's objects from another's. */
  instance: string;
  /** Public key of the authority whose SSH certificates it trusts, in one line. */
  userAuthority: string;
  /** The principal that such a certificate must name. */
  principal: string;
  egress: readonly WorkspaceEgress[];
  /**
   * Files that are put into a new clone: where the repository has none of that
   * name, or the very one whose SHA-256 in hexadecimal `replaces` is. Any other
   * stays as it is.
   */
  files: ReadonlyArray<{ path: string; content: string; replaces?: string }>;
  storageClass?: string;
  /** Where its pod goes, and under which runtime. */
  podTemplate?: WorkspacePodTemplate;
}

/** The part of a pod that a platform decides. @public */
export interface WorkspacePodTemplate {
  nodeSelector?: Record<string, string>;
  tolerations?: Array<Record<string, unknown>>;
  runtimeClassName?: string;
  priorityClassName?: string;
}

/** Which workspace, as it was when somebody decided about it. @public */
export interface WorkspaceTarget {
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
}

/**
 * What workspaces are made of. A driver knows objects and nothing else: no
 * permission, no clock, no reason. Every change is refused with
 * `KubernetesApiError` 409 when the workspace changed since it was looked at.
 *
 * A driver must pass `workspaceDriverContract` of `…/testUtils`.
 *
 * @public
 */
export interface WorkspaceDriver {
  /** e.g. `deployment`; stands in the view. */
  readonly id: string;
  /** What a look at a cluster must hold. */
  readonly kinds: readonly CachedKind<Projection>[];
  /** All workspaces in the cache, or those of one namespace. */
  inCache(lease: CacheLease, namespace?: string): FoundWorkspace[];
  /** One of them, past the cache; undefined if there is none. */
  afresh(
    cluster: Cluster,
    ref: { namespace: string; name: string },
  ): Promise<FoundWorkspace | undefined>;
  /**
   * Makes it and lets it start. Nothing is left of one that could not be made.
   *
   * @throws KubernetesApiError 409 if there is one of this name
   */
  create(
    cluster: Cluster,
    workspace: { namespace: string; name: string; record: WorkspaceRecord },
    setUp: WorkspaceSetUp,
  ): Promise<void>;
  /** Lets it run again, on the volume that it had. */
  start(
    cluster: Cluster,
    target: WorkspaceTarget,
    change: { record: WorkspaceRecord; patch: WorkspaceRecordPatch },
    setUp: WorkspaceSetUp,
  ): Promise<void>;
  /** Ends what runs; the volume stays, unless it is said that it never was used. */
  stop(
    cluster: Cluster,
    target: WorkspaceTarget,
    change: { patch: WorkspaceRecordPatch; dropVolume?: boolean },
  ): Promise<void>;
  /** Changes its record only. */
  note(
    cluster: Cluster,
    target: WorkspaceTarget,
    patch: WorkspaceRecordPatch,
  ): Promise<void>;
  /** Deletes it with its volume and all that belongs to it. */
  delete(cluster: Cluster, target: WorkspaceTarget): Promise<void>;
  /** Where a shell is opened; undefined while there is none. */
  containerOf(facts: WorkspaceFacts): ContainerPath | undefined;
}

/** Takes another driver in the place of the default one. @public */
export interface WorkspaceDriverExtensionPoint {
  /** @throws Error if a driver was set already */
  setDriver(driver: WorkspaceDriver): void;
}

/** @public */
export const workspacesDriverExtensionPoint =
  createExtensionPoint<WorkspaceDriverExtensionPoint>({
    id: 'workspaces.driver',
  });
