import type {
  ComponentFacts,
  ContainerLike,
  PodSpecLike,
  ServiceLike,
  SyncPath,
  WorkloadLike,
} from '../component/facts';
import { podSpecOf } from '../component/podSpecOf';
import type { DockerfileFacts } from '../component/readDockerfile';
import type { InnerLoopTool } from '../generate/tools';

/** What a namespace lets pods do. @public */
export interface NamespacePolicy {
  /** The enforced Pod Security Standard. */
  podSecurity?: 'privileged' | 'baseline' | 'restricted';
  /** Keys of its quotas' `hard`, e.g. `limits.cpu`. */
  quotas?: readonly string[];
  /** Resources for which a LimitRange has a default limit, e.g. `cpu`. */
  defaultLimits?: readonly string[];
  /** Resources for which a LimitRange has a default request. */
  defaultRequests?: readonly string[];
}

/** All that is looked at before the first file is saved. Each part may be missing. @public */
export interface PreflightInput {
  tool: InnerLoopTool;
  facts: ComponentFacts;
  workload?: WorkloadLike;
  dockerfile?: DockerfileFacts;
  services?: readonly ServiceLike[];
  policy?: NamespacePolicy;
  /** Options of mounted volumes, by path in the container, e.g. `noexec`. */
  mountOptions?: Readonly<Record<string, readonly string[]>>;
}

/** The same, with what every rule asks for. */
export class PreflightContext {
  private constructor(readonly input: PreflightInput) {}

  static of(input: PreflightInput): PreflightContext {
    return new PreflightContext(input);
  }

  get pod(): PodSpecLike | undefined {
    return podSpecOf(this.input.workload);
  }

  get container(): ContainerLike | undefined {
    const { container } = this.input.facts;
    return this.pod?.containers?.find(({ name }) => name === container);
  }

  /** What would be brought into the container. */
  get sync(): readonly SyncPath[] {
    return this.input.facts.hotReload || this.input.tool === 'devspace'
      ? this.input.facts.sync
      : [];
  }

  /** Whether it runs as root; undefined if nobody says. */
  get isRoot(): boolean | undefined {
    const inPod = this.pod?.securityContext;
    const inContainer = this.container?.securityContext;
    const uid = inContainer?.runAsUser ?? inPod?.runAsUser;
    if (uid !== undefined) {
      return uid === 0;
    }
    if (inContainer?.runAsNonRoot ?? inPod?.runAsNonRoot) {
      return false;
    }
    const user = this.input.dockerfile?.user;
    return user === undefined ? undefined : /^(root|0)$/.test(user);
  }

  /** The volume that holds a path, the deepest if several do. */
  mountAt(path: string): MountFacts | undefined {
    const mounts = (this.container?.volumeMounts ?? [])
      .filter(({ mountPath }) => isWithin(mountPath, path))
      .sort((a, b) => b.mountPath.length - a.mountPath.length);
    const [mount] = mounts;
    const volume = this.pod?.volumes?.find(({ name }) => name === mount?.name);
    if (!mount) {
      return undefined;
    }
    const fixed =
      volume?.configMap ??
      volume?.secret ??
      volume?.projected ??
      volume?.downwardAPI;
    const isReadOnly =
      mount.readOnly === true ||
      fixed !== undefined ||
      volume?.persistentVolumeClaim?.readOnly === true;
    return { path: mount.mountPath, isReadOnly };
  }
}

export interface MountFacts {
  path: string;
  isReadOnly: boolean;
}

export function isWithin(folder: string, path: string): boolean {
  const clean = folder.replace(/\/+$/, '');
  return path === clean || path.startsWith(`${clean}/`);
}
