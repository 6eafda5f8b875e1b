import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';

/** Languages whose usual tools are known here. @public */
export const LANGUAGES = ['node', 'go', 'python', 'java', 'other'] as const;

/** A value of {@link LANGUAGES}. @public */
export type Language = (typeof LANGUAGES)[number];

/** Kinds that run a component. @public */
export const DEV_WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
] as const;

/** A value of {@link DEV_WORKLOAD_KINDS}. @public */
export type DevWorkloadKind = (typeof DEV_WORKLOAD_KINDS)[number];

/** How the manifests are made into objects. @public */
export const PACKAGINGS = ['plain', 'kustomize', 'helm'] as const;

/** A value of {@link PACKAGINGS}. @public */
export type Packaging = (typeof PACKAGINGS)[number];

/**
 * Who says a fact: an annotation, the catalog entity itself, the workload in the
 * cluster, the Dockerfile, the files of the repository, or nobody: then it is what
 * the language usually has, and a finding says so.
 *
 * @public
 */
export type Origin =
  | 'annotation'
  | 'entity'
  | 'workload'
  | 'dockerfile'
  | 'files'
  | 'assumed';

/** A folder that is brought into the container while it runs. @public */
export interface SyncPath {
  /** From the component's folder; `.` is all of it. */
  from: string;
  /** Absolute, in the container. */
  to: string;
}

/** Where the manifests are, and what they are. @public */
export interface ManifestFacts {
  packaging: Packaging;
  /** Folder, from the root of the repository; `''` is the root. */
  path: string;
  /** Files of a plain folder, from the root, if the repository was looked at. */
  files?: readonly string[];
  /** Values files of a chart, from the root. */
  values: readonly string[];
}

/**
 * All that a generator needs to know of a component. Absent means unknown, and
 * never "probably": a finding of `resolveComponent` says what to add.
 *
 * @public
 */
export interface ComponentFacts {
  /** Entity reference. */
  ref: string;
  /** As a DNS label: what the component is called in every file. */
  name: string;
  /** Entity reference of its owner, as the catalog says. */
  owner?: string;
  repository?: { url: string; host: string; path: string };
  /** Branch, tag or commit that the catalog points at. */
  revision?: string;
  /** The component's folder, from the root of the repository; `''` is the root. */
  folder: string;
  language?: Language;
  workload?: { kind: DevWorkloadKind; name: string };
  container?: string;
  /** All containers of the pod; more than one asks for a choice. */
  containers: readonly string[];
  /** 1 to 65535; `none`: it listens nowhere. */
  port?: number | 'none';
  service?: string;
  /** Without tag and digest. */
  image?: string;
  /** From the root of the repository. */
  dockerfile?: string;
  /** From the root of the repository. */
  buildContext: string;
  dockerTarget?: string;
  manifests?: ManifestFacts;
  /** Namespaces that it runs in for everybody, the first first. */
  namespaces: readonly string[];
  /** Entity references of all that it depends on. */
  dependencies: readonly string[];
  devCommand?: readonly string[];
  installCommand?: readonly string[];
  testCommand?: readonly string[];
  devImage?: string;
  /** Whether the running code sees changed files by itself. */
  hotReload: boolean;
  sync: readonly SyncPath[];
  /** Never synchronised, in the manner of `.gitignore`. */
  syncExcludes: readonly string[];
  /** Endings of source files, without dots. */
  sourceEndings: readonly string[];
  /** From the component's folder: a change of these needs a new image. */
  rebuildOn: readonly string[];
  /** Who says each. */
  origins: Readonly<Record<string, Origin>>;
}

/** What a component is, and what could not be found out. @public */
export interface ResolvedComponent {
  facts: ComponentFacts;
  /** What is missing, unclear or assumed: the field, and what to add. */
  findings: Finding[];
}

/** The part of a pod that is looked at. @public */
export interface PodSpecLike {
  containers?: readonly ContainerLike[];
  volumes?: ReadonlyArray<{
    name: string;
    configMap?: object;
    secret?: object;
    projected?: object;
    downwardAPI?: object;
    emptyDir?: object;
    persistentVolumeClaim?: { claimName: string; readOnly?: boolean };
  }>;
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number };
}

/** The part of a container that is looked at. @public */
export interface ContainerLike {
  name: string;
  image?: string;
  workingDir?: string;
  ports?: ReadonlyArray<{
    name?: string;
    containerPort: number;
    protocol?: string;
  }>;
  volumeMounts?: ReadonlyArray<{
    name: string;
    mountPath: string;
    readOnly?: boolean;
    subPath?: string;
  }>;
  securityContext?: {
    runAsNonRoot?: boolean;
    runAsUser?: number;
    readOnlyRootFilesystem?: boolean;
  };
  resources?: {
    limits?: Readonly<Record<string, string>>;
    requests?: Readonly<Record<string, string>>;
  };
}

/** A workload as the cluster has it; `V1Deployment` and its like fit. @public */
export interface WorkloadLike {
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
  };
  spec?: {
    template?: { spec?: PodSpecLike };
    jobTemplate?: { spec?: { template?: { spec?: PodSpecLike } } };
    strategy?: { type?: string };
  };
}

/** A Service as the cluster has it; `V1Service` fits. @public */
export interface ServiceLike {
  metadata?: { name?: string };
  spec?: {
    clusterIP?: string;
    ports?: ReadonlyArray<{ port: number; targetPort?: number | string }>;
  };
}

/**
 * What was read for a component outside the catalog. Nothing of it is needed;
 * each part that is there makes findings go away.
 *
 * @public
 */
export interface GatheredFacts {
  /** The component's workload, with its kind. */
  workload?: WorkloadLike & { kind: string };
  /** Services that lead to it. */
  services?: readonly ServiceLike[];
  /** Text of its Dockerfile. */
  dockerfile?: string;
  /** Paths of the repository's files, from its root. */
  files?: readonly string[];
}
