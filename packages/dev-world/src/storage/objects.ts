import { SHELL_IMAGE } from '../build/images.ts';
import type { KubeObject } from '../shop/manifests/types.ts';

const RBAC = 'rbac.authorization.k8s.io';
const NAMESPACE = 'fairway-storage';
const ACCOUNT = 'provisioner';
const SCRIPTS = 'scripts';
const PROVISIONER = 'fairway.dev/local-path';

export const STORAGE_CLASS = 'fairway-local';

/** Seen from the node, whose `/var/lib` is its own. */
export const VOLUMES_FOLDER = '/var/lib/fairway-volumes';

/** Its account, whose token the provisioner shows. */
export const TOKEN = { name: 'provisioner-token', namespace: NAMESPACE };

const read = ['get', 'list', 'watch'];
const write = ['create', 'patch', 'update', 'delete'];
const subjects = [
  { kind: 'ServiceAccount', name: ACCOUNT, namespace: NAMESPACE },
];

/** What it does on the node. The volume's folder is open to all, as its pods run as anybody. */
const scripts = {
  setup: '#!/bin/sh\nset -eu\nbusybox mkdir -m 0777 -p "$VOL_DIR"\n',
  teardown: '#!/bin/sh\nset -eu\nbusybox rm -rf "$VOL_DIR"\n',
};

/** What the provisioner runs by, and the class that volumes are claimed from. */
export const objects: KubeObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: NAMESPACE,
      labels: {
        // Its helper pods make folders of the node, as root. Nobody else's may.
        'pod-security.kubernetes.io/enforce': 'privileged',
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: ACCOUNT, namespace: NAMESPACE },
    automountServiceAccountToken: false,
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...TOKEN,
      annotations: { 'kubernetes.io/service-account.name': ACCOUNT },
    },
    type: 'kubernetes.io/service-account-token',
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: SCRIPTS, namespace: NAMESPACE },
    data: scripts,
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: ACCOUNT, namespace: NAMESPACE },
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: [...read, ...write] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: ACCOUNT, namespace: NAMESPACE },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: ACCOUNT },
    subjects,
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'fairway:storage' },
    rules: [
      {
        apiGroups: [''],
        resources: ['nodes', 'persistentvolumeclaims'],
        verbs: read,
      },
      {
        apiGroups: [''],
        resources: ['persistentvolumes'],
        verbs: [...read, ...write],
      },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      {
        apiGroups: ['storage.k8s.io'],
        resources: ['storageclasses'],
        verbs: read,
      },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'fairway:storage' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'fairway:storage' },
    subjects,
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: STORAGE_CLASS,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': 'true',
        // A `hostPath` volume would ignore the group that a pod asks for.
        defaultVolumeType: 'local',
      },
    },
    provisioner: PROVISIONER,
    reclaimPolicy: 'Delete',
    // The node is the one that the scheduler chose for the pod.
    volumeBindingMode: 'WaitForFirstConsumer',
  },
];

/** Where the volumes of a node lie. The same folder on each: a simulated node has none. */
export const provisionerConfig = {
  nodePathMap: [
    { node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: [VOLUMES_FOLDER] },
  ],
  cmdTimeoutSeconds: 60,
};

/** The pod that makes and removes folders on a node; on a simulated one it only ends well. */
export const helperPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'helper',
    annotations: { 'fairway.dev/simulate': 'complete' },
  },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'helper',
        image: SHELL_IMAGE,
        imagePullPolicy: 'IfNotPresent',
        securityContext: { runAsUser: 0 },
      },
    ],
  },
};

/** @param files where the two above were written */
export const provisionerArguments = (files: {
  config: string;
  helperPod: string;
}): string[] => [
  'start',
  `--config=${files.config}`,
  `--helper-pod-file=${files.helperPod}`,
  `--helper-image=${SHELL_IMAGE}`,
  `--provisioner-name=${PROVISIONER}`,
  `--namespace=${NAMESPACE}`,
  `--configmap-name=${SCRIPTS}`,
  `--service-account-name=${ACCOUNT}`,
];
