import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { InnerLoopTool } from '../generate/tools';
import { lacksOf } from './baseImages';
import { isWithin, type PreflightContext } from './context';

/** A failure that is known to come, and what is done about it. */
export interface PreflightRule {
  id: string;
  /** Tools that it befalls. */
  tools: readonly InnerLoopTool[];
  severity: Finding['severity'];
  /** Why it will fail; undefined if it will not, or nobody can tell. */
  why(context: PreflightContext): string | undefined;
  /** What ends it. */
  cure: string;
}

/** They bring files by `tar` in the container. */
const BY_TAR: InnerLoopTool[] = ['skaffold', 'tilt'];
const SYNCING: InnerLoopTool[] = ['skaffold', 'tilt', 'devspace', 'garden'];

function lacks(context: PreflightContext, what: 'tar' | 'shell') {
  const { facts, dockerfile } = context.input;
  const base = facts.devImage ?? dockerfile?.base;
  const ran = facts.devImage ? [] : dockerfile?.ran ?? [];
  return base && lacksOf(base, ran)[what] ? base : undefined;
}

export const PREFLIGHT_RULES: readonly PreflightRule[] = [
  {
    id: 'no-tar',
    tools: BY_TAR,
    severity: 'confirm',
    cure: 'Install tar in the stage that is developed in',
    why(context) {
      const base = context.sync.length > 0 && lacks(context, 'tar');
      return base
        ? `Files are brought by tar in the container, and ${base} has none`
        : undefined;
    },
  },
  {
    id: 'no-shell',
    tools: ['devspace'],
    severity: 'confirm',
    cure: 'Name an image with a shell in fairway.dev/dev-image, or a stage in fairway.dev/dockerfile-target',
    why(context) {
      const base = lacks(context, 'shell');
      return base && `DevSpace begins with a shell, and ${base} has none`;
    },
  },
  {
    id: 'root-owned-target',
    tools: SYNCING,
    severity: 'confirm',
    cure: 'COPY --chown to the user that runs it, in the stage that is developed in',
    why(context) {
      const { dockerfile } = context.input;
      if (context.isRoot !== false || !dockerfile) {
        return undefined;
      }
      const owned = (path: string) =>
        dockerfile.owned.some(folder => isWithin(folder, path)) ||
        dockerfile.copies.some(
          ({ to, chown }) =>
            chown && !/^(root|0)(:|$)/.test(chown) && isWithin(to, path),
        ) ||
        context.mountAt(path) !== undefined;
      const bad = context.sync.find(
        ({ to }) =>
          !owned(to) &&
          dockerfile.copies.some(
            copy => isWithin(copy.to, to) || isWithin(to, copy.to),
          ),
      );
      return (
        bad && `It does not run as root, and ${bad.to} in its image is root's`
      );
    },
  },
  {
    id: 'read-only-root',
    tools: SYNCING,
    severity: 'confirm',
    cure: 'Mount an emptyDir there, or set readOnlyRootFilesystem: false while developing',
    why(context) {
      if (!context.container?.securityContext?.readOnlyRootFilesystem) {
        return undefined;
      }
      const bad = context.sync.find(({ to }) => !context.mountAt(to));
      return (
        bad &&
        `Its root file system is read-only, and no volume is mounted at ${bad.to}`
      );
    },
  },
  {
    id: 'read-only-mount',
    tools: SYNCING,
    severity: 'confirm',
    cure: 'Synchronise to another path, or leave the volume out while developing',
    why(context) {
      const bad = context.sync.find(
        ({ to }) => context.mountAt(to)?.isReadOnly,
      );
      return (
        bad &&
        `${bad.to} is in a volume that nobody may write: ${
          context.mountAt(bad.to)!.path
        }`
      );
    },
  },
  {
    id: 'noexec-mount',
    tools: ['garden'],
    severity: 'confirm',
    cure: 'Mount it without noexec',
    why(context) {
      const { mountOptions = {} } = context.input;
      const bad = Object.entries(mountOptions).find(
        ([path, options]) =>
          options.includes('noexec') &&
          context.sync.some(({ to }) => isWithin(path, to)),
      );
      return (
        bad &&
        `Garden starts a helper where it synchronises to, and ${bad[0]} is mounted with noexec: it ends with 126`
      );
    },
  },
  {
    id: 'agent-without-limits',
    tools: ['telepresence'],
    severity: 'confirm',
    cure: 'Add a LimitRange with these defaults, or limits for the agent in the traffic manager’s values',
    why({ input }) {
      const {
        quotas = [],
        defaultLimits = [],
        defaultRequests = [],
      } = input.policy ?? {};
      const uncovered = quotas.filter(key => {
        const [kind, resource] = key.includes('.')
          ? key.split('.')
          : ['requests', key];
        const defaults = { limits: defaultLimits, requests: defaultRequests };
        return (
          /^(cpu|memory)$/.test(resource ?? '') &&
          // A default limit is a default request as well.
          !defaultLimits.includes(resource) &&
          !defaults[kind as keyof typeof defaults]?.includes(resource)
        );
      });
      return uncovered.length > 0
        ? `The agent beside the container states no resources, and the quota on ${uncovered.join(
            ', ',
          )} refuses pods that do not`
        : undefined;
    },
  },
  {
    id: 'agent-needs-net-admin',
    tools: ['telepresence'],
    severity: 'confirm',
    cure: 'Name the port in the pod, and let the Service’s targetPort name it',
    why({ input }) {
      const { policy, services = [], facts } = input;
      if (!policy?.podSecurity || policy.podSecurity === 'privileged') {
        return undefined;
      }
      const bad = services.find(
        ({ spec }) =>
          spec?.clusterIP === 'None' ||
          spec?.ports?.some(
            ({ port, targetPort = port }) => typeof targetPort === 'number',
          ),
      );
      return facts.port !== 'none' && bad
        ? `Service ${
            bad.metadata?.name ?? ''
          } is headless or has a numeric targetPort: the agent then needs NET_ADMIN, which ${
            policy.podSecurity
          } refuses`
        : undefined;
    },
  },
  {
    id: 'no-such-stage',
    tools: ['skaffold', 'tilt', 'devspace', 'garden'],
    severity: 'confirm',
    cure: 'Correct fairway.dev/dockerfile-target',
    why({ input: { facts, dockerfile } }) {
      return facts.dockerTarget &&
        dockerfile &&
        !dockerfile.stages.includes(facts.dockerTarget)
        ? `The Dockerfile has no stage ${facts.dockerTarget}, but ${
            dockerfile.stages.join(', ') || 'none with a name'
          }`
        : undefined;
    },
  },
  {
    id: 'multi-attach',
    tools: ['skaffold', 'tilt', 'devspace', 'garden'],
    severity: 'info',
    cure: 'strategy: {type: Recreate} while developing',
    why(context) {
      const { workload, facts } = context.input;
      const claim = context.pod?.volumes?.find(
        ({ persistentVolumeClaim }) => persistentVolumeClaim,
      );
      return claim &&
        facts.workload?.kind === 'Deployment' &&
        workload?.spec?.strategy?.type !== 'Recreate'
        ? `Each new pod waits for the volume ${claim.name} of the old one, if only one node may have it, and the old one for the new one`
        : undefined;
    },
  },
  {
    id: 'owned-by-gitops',
    tools: ['skaffold', 'tilt', 'devspace', 'garden', 'telepresence'],
    severity: 'confirm',
    cure: 'Develop on a copy in a namespace of your own, or let the controller ignore the workload while you do',
    why({ input: { workload, tool, facts } }) {
      const owner = gitOpsOwner(workload);
      const isShared = tool === 'telepresence' || facts.namespaces.length === 0;
      return owner && isShared
        ? `${owner} owns the workload, and may undo what is changed in it`
        : undefined;
    },
  },
  {
    id: 'lost-in-a-crash',
    tools: ['tilt'],
    severity: 'info',
    cure: 'Trigger the resource in Tilt: it builds anew',
    why: context =>
      context.sync.length > 0
        ? 'Files that were brought are gone when the container crashes: it begins again with those of the image'
        : undefined,
  },
];

/** Marks of those that keep a workload as Git has it. */
const OWNERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^argocd\.argoproj\.io\/(instance|tracking-id)$/, 'Argo CD'],
  [/^(kustomize|helm)\.toolkit\.fluxcd\.io\/name$/, 'Flux'],
];

function gitOpsOwner(
  workload: PreflightContext['input']['workload'],
): string | undefined {
  const { labels = {}, annotations = {} } = workload?.metadata ?? {};
  const keys = [...Object.keys(labels), ...Object.keys(annotations)];
  return OWNERS.find(([mark]) => keys.some(key => mark.test(key)))?.[1];
}
