import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../build/run';
import { Api } from '../world/api';
import { until } from '../world/bootstrap';

const image = process.env.FAIRWAY_TEST_WORKSPACE_IMAGE;
const kubeconfig = process.env.FAIRWAY_TEST_KUBECONFIG;
const volumes = process.env.FAIRWAY_TEST_VOLUMES_FOLDER;
const hasAll = image && kubeconfig && volumes;
const why = hasAll
  ? ''
  : ' (skipped: FAIRWAY_TEST_WORKSPACE_IMAGE, …_VOLUMES_FOLDER and …_KUBECONFIG are not set; run npm test)';

const NAMESPACE = `workspace-image-${process.pid}`;
const NAME = 'desk';
const CORE = `/api/v1/namespaces/${NAMESPACE}`;
const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const SLOW_MS = 120_000;

/** As hard as a cluster can ask for. */
const container = {
  image,
  imagePullPolicy: 'Never',
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: NAME },
  spec: {
    replicas: 1,
    strategy: { type: 'Recreate' },
    selector: { matchLabels: { app: NAME } },
    template: {
      metadata: { labels: { app: NAME } },
      spec: {
        automountServiceAccountToken: false,
        nodeSelector: { 'fairway.dev/node': 'real' },
        tolerations: [{ key: 'fairway.dev/real', operator: 'Exists' }],
        terminationGracePeriodSeconds: 5,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          fsGroupChangePolicy: 'OnRootMismatch',
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            ...container,
            name: 'workspace',
            env: [{ name: 'ORDERS_URL', value: 'http://orders:8080/a b' }],
            readinessProbe: { tcpSocket: { port: 2222 }, periodSeconds: 1 },
            volumeMounts: [
              { name: 'home', mountPath: '/home/dev' },
              { name: 'scratch', mountPath: '/tmp' },
              { name: 'ssh', mountPath: '/etc/fairway/ssh', readOnly: true },
            ],
          },
        ],
        volumes: [
          { name: 'home', persistentVolumeClaim: { claimName: NAME } },
          { name: 'scratch', emptyDir: {} },
          { name: 'ssh', configMap: { name: NAME } },
        ],
      },
    },
  },
};

(hasAll ? describe : describe.skip)(`the workspace image${why}`, () => {
  const keys = mkdtempSync(path.join(os.tmpdir(), 'fairway-keys-'));
  const key = path.join(keys, 'id');
  let api: Api;
  let address = '';

  const keygen = (...args: string[]) =>
    execFileSync('ssh-keygen', ['-q', ...args]);
  const certify = (principal: string, validity = '+5m') =>
    keygen(
      ...['-s', path.join(keys, 'ca'), '-I', 'test', '-n', principal],
      ...['-V', validity, `${key}.pub`],
    );
  const ssh = (...command: string[]) =>
    run([
      ...['ssh', '-F', 'none', '-p', '2222', '-i', key],
      ...['-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
      // Accepted once; another host key later is refused.
      ...[
        '-o',
        'StrictHostKeyChecking=accept-new',
        '-o',
        `HostKeyAlias=${NAME}`,
      ],
      ...['-o', `UserKnownHostsFile=${path.join(keys, 'known')}`],
      `dev@${address}`,
      ...command,
    ]);
  const ready = async (replicas: number) => {
    await until(
      `${replicas} ready workspaces`,
      async () => {
        const { items } = await api.get<{
          items: {
            status: {
              podIP?: string;
              conditions?: { type: string; status: string }[];
            };
          }[];
        }>(`${CORE}/pods`);
        address = items[0]?.status.podIP ?? '';
        return (
          items.length === replicas &&
          items.every(({ status }) =>
            status.conditions?.some(
              ({ type, status: is }) => type === 'Ready' && is === 'True',
            ),
          )
        );
      },
      { timeoutMs: SLOW_MS },
    );
  };
  const scale = (replicas: number) =>
    api.text('PATCH', `${APPS}/${NAME}/scale`, {
      body: { spec: { replicas } },
      contentType: 'application/merge-patch+json',
    });
  const foldersHere = () =>
    readdirSync(volumes!).filter(folder => folder.includes(`_${NAMESPACE}_`));

  beforeAll(async () => {
    api = Api.fromKubeconfig(kubeconfig!);
    keygen('-t', 'ed25519', '-N', '', '-f', path.join(keys, 'ca'));
    keygen('-t', 'ed25519', '-N', '', '-f', key);
    const create = (at: string, body: object) => api.text('POST', at, { body });
    await create('/api/v1/namespaces', {
      metadata: {
        name: NAMESPACE,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    });
    await until('its account', () =>
      api.exists(`${CORE}/serviceaccounts/default`),
    );
    await create(`${CORE}/configmaps`, {
      metadata: { name: NAME },
      data: {
        'user_ca.pub': readFileSync(path.join(keys, 'ca.pub'), 'utf8'),
        principals: `${NAME}\n`,
      },
    });
    await create(`${CORE}/persistentvolumeclaims`, {
      metadata: { name: NAME },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    });
    await create(APPS, deployment);
    await ready(1);
  }, SLOW_MS);

  afterAll(async () => {
    rmSync(keys, { recursive: true, force: true });
    await api?.text('DELETE', `/api/v1/namespaces/${NAMESPACE}`);
    api?.close();
  });

  it('lets nobody in without a certificate for this workspace that holds', async () => {
    await expect(ssh('id')).rejects.toThrow('Permission denied');
    certify('another');
    await expect(ssh('id')).rejects.toThrow('Permission denied');
    certify(NAME, '-10m:-5m');
    await expect(ssh('id')).rejects.toThrow('Permission denied');
  });

  it('has what a developer needs, and knows what its pod was given', async () => {
    certify(NAME);
    const answer = await ssh(
      'id -un; echo $ORDERS_URL; go version; node --version; npm --version; python3 --version; git --version; kubectl version --client; touch /etc/x || echo read-only',
    );
    expect(answer).toMatch(/^dev\nhttp:\/\/orders:8080\/a b\ngo version go1/);
    for (const words of [
      '\nv24.',
      'Python 3',
      'git version',
      'Client Version',
    ]) {
      expect(answer).toContain(words);
    }
    expect(answer.trim()).toMatch(/read-only$/);
  });

  it('has compiled what Go services share, so that a first build is quick', async () => {
    certify(NAME);
    const source = `package main
import "net/http"
func main() { http.ListenAndServe(":0", nil) }
`;
    const compiled = await ssh(
      `cd "$(mktemp -d)" && go mod init example.com/a 2>&1 && cat >main.go <<'END'
${source}END
go build -x . 2>&1 | grep -o 'compile .* -p [^ ]*' | sed 's/.* -p //'`,
    );
    expect(compiled.trim().split('\n').slice(-1)).toEqual(['main']);
    expect(compiled).not.toContain('net/http');
  }, 60_000);

  it(
    'keeps the home folder and the host key when it is stopped and started',
    async () => {
      certify(NAME);
      await ssh('echo kept > ~/note');
      expect(foldersHere()).toHaveLength(1);
      await scale(0);
      await ready(0);
      await scale(1);
      await ready(1);
      await expect(ssh('cat ~/note')).resolves.toBe('kept\n');
    },
    SLOW_MS,
  );

  it(
    'leaves nothing on the node when its claim is deleted',
    async () => {
      await scale(0);
      await ready(0);
      await api.text('DELETE', `${CORE}/persistentvolumeclaims/${NAME}`);
      await until('the folder to go', async () => foldersHere().length === 0);
      expect(foldersHere()).toEqual([]);
    },
    SLOW_MS,
  );
});
