import {
  ENVIRONMENT_LABELS,
  WORKSPACE_LABELS,
  workspaceAnnotations,
  type WorkspaceRecord,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  WorkspaceEgress,
  WorkspaceSetUp,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { CONTAINERS } from '../kinds/kinds';
import type { Kind } from '../kinds/resourceTypes';
import { CLONE_SCRIPT, CREDENTIAL_HELPER } from './scripts';

/** An object as it shall be. */
export interface DesiredObject extends KubernetesObject {
  kind: Kind;
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** A workspace that shall be there. */
export interface Wanted {
  namespace: string;
  name: string;
  record: WorkspaceRecord;
}

/** Of the image: user, home, port. See the README. */
export const IMAGE = {
  uid: 1000,
  home: '/home/dev',
  sshPort: 2222,
  shell: '/usr/local/bin/fairway-shell',
  ssh: '/etc/fairway/ssh',
  files: '/etc/fairway/files',
} as const;

function metadataOf({ namespace, name }: Wanted, instance: string) {
  return {
    name,
    namespace,
    labels: {
      [ENVIRONMENT_LABELS.managed]: 'true',
      [ENVIRONMENT_LABELS.instance]: instance,
      [WORKSPACE_LABELS.workspace]: name,
    },
  };
}

/** The volume. Belongs to nothing: it outlives everything but a deletion. */
export function desiredClaim(
  wanted: Wanted,
  { instance, storageClass }: WorkspaceSetUp,
): DesiredObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadataOf(wanted, instance),
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: {
        requests: { storage: wanted.record.spec.resources.storage },
      },
      ...(storageClass && { storageClassName: storageClass }),
    },
  };
}

/** What goes with the Deployment when it goes. */
export function desiredSatellites(
  wanted: Wanted,
  setUp: WorkspaceSetUp,
): DesiredObject[] {
  const metadata = () => metadataOf(wanted, setUp.instance);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata(),
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(),
      data: {
        'user_ca.pub': `${setUp.userAuthority}\n`,
        principals: `${setUp.principal}\n`,
        ...Object.fromEntries(
          setUp.files.flatMap(({ path, content, replaces }, i) => [
            [`file-${i}.path`, path],
            [`file-${i}.content`, content],
            ...(replaces ? [[`file-${i}.replaces`, replaces]] : []),
          ]),
        ),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(),
      spec: {
        clusterIP: 'None',
        selector: { [WORKSPACE_LABELS.workspace]: wanted.name },
        ports: [
          { name: 'ssh', port: IMAGE.sshPort, targetPort: IMAGE.sshPort },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(),
      spec: {
        podSelector: {
          matchLabels: { [WORKSPACE_LABELS.workspace]: wanted.name },
        },
        policyTypes: ['Egress'],
        egress: setUp.egress.map(egressRule),
      },
    },
  ];
}

function egressRule({ to, ports }: WorkspaceEgress) {
  const peer =
    'cidr' in to
      ? { ipBlock: { cidr: to.cidr, ...(to.except && { except: to.except }) } }
      : {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': to.namespace },
          },
          podSelector: { matchLabels: to.podLabels },
        };
  return {
    to: [peer],
    ...(ports &&
      ports.length > 0 && {
        ports: ports.map(port => ({ port, protocol: 'TCP' })),
      }),
  };
}

/** Made with no replica first: what it needs must be there before its pod. */
export function desiredDeployment(
  wanted: Wanted,
  setUp: WorkspaceSetUp,
): DesiredObject {
  const metadata = metadataOf(wanted, setUp.instance);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...metadata,
      annotations: workspaceAnnotations(wanted.record),
    },
    spec: {
      replicas: 0,
      // Two pods could not have the one volume.
      strategy: { type: 'Recreate' },
      revisionHistoryLimit: 1,
      selector: { matchLabels: { [WORKSPACE_LABELS.workspace]: wanted.name } },
      template: {
        metadata: {
          labels: metadata.labels,
          annotations: {
            // A cluster autoscaler would move somebody's desk.
            'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
          },
        },
        spec: podSpec(wanted, setUp),
      },
    },
  };
}

function podSpec(wanted: Wanted, { podTemplate = {}, files }: WorkspaceSetUp) {
  const { name, record } = wanted;
  const { resources, image, repository } = record.spec;
  const container = {
    image: image.image,
    imagePullPolicy: 'IfNotPresent',
    resources: { requests: resources.requests, limits: resources.limits },
    env: environment(wanted),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: {
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const home = { name: 'home', mountPath: IMAGE.home };
  const scratch = { name: 'scratch', mountPath: '/tmp' };
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // The shell and the SSH server have nothing to finish.
    terminationGracePeriodSeconds: 10,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: IMAGE.uid,
      runAsGroup: IMAGE.uid,
      fsGroup: IMAGE.uid,
      // Else every start would go over all files of the volume.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...podTemplate,
    initContainers: [
      {
        ...container,
        name: CONTAINERS.clone,
        command: ['/bin/sh', '-c', CLONE_SCRIPT],
        env: [
          ...container.env,
          plain('FAIRWAY_CLONE_URL', repository.cloneUrl),
          plain('FAIRWAY_BRANCH', record.spec.branch),
          // Nobody is there to be asked for a password.
          plain('GIT_TERMINAL_PROMPT', '0'),
        ],
        volumeMounts: [
          home,
          scratch,
          ...(files.length > 0
            ? [{ name: 'files', mountPath: IMAGE.files, readOnly: true }]
            : []),
        ],
      },
    ],
    containers: [
      {
        ...container,
        name: CONTAINERS.main,
        ports: [{ name: 'ssh', containerPort: IMAGE.sshPort }],
        readinessProbe: {
          tcpSocket: { port: IMAGE.sshPort },
          periodSeconds: 2,
          failureThreshold: 3,
        },
        volumeMounts: [
          home,
          scratch,
          { name: 'ssh', mountPath: IMAGE.ssh, readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'home', persistentVolumeClaim: { claimName: name } },
      { name: 'scratch', emptyDir: {} },
      {
        name: 'ssh',
        configMap: {
          name,
          items: ['user_ca.pub', 'principals'].map(key => ({
            key,
            path: key,
          })),
        },
      },
      ...(files.length > 0 ? [{ name: 'files', configMap: { name } }] : []),
    ],
  };
}

function environment({ name, namespace, record }: Wanted) {
  const { repository, dependencies } = record.spec;
  const credentials = (key: string) => ({
    secretKeyRef: { name: repository.secret, key },
  });
  return [
    plain('HOME', IMAGE.home),
    plain('FAIRWAY_WORKSPACE', name),
    plain('FAIRWAY_NAMESPACE', namespace),
    plain('FAIRWAY_FOLDER', repository.folder),
    ...dependencies.flatMap(({ env }) =>
      env.map(one => plain(one.name, one.value)),
    ),
    ...(repository.secret
      ? [
          { name: 'FAIRWAY_GIT_USERNAME', valueFrom: credentials('username') },
          { name: 'FAIRWAY_GIT_PASSWORD', valueFrom: credentials('password') },
          plain('GIT_CONFIG_COUNT', '1'),
          plain('GIT_CONFIG_KEY_0', 'credential.helper'),
          plain('GIT_CONFIG_VALUE_0', CREDENTIAL_HELPER),
        ]
      : []),
  ];
}

/** Kubernetes would put the value of another variable in the place of `$(NAME)`. */
function plain(name: string, value: string) {
  return { name, value: value.replaceAll('$(', '$$$$(') };
}
