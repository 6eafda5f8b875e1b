import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { accountName } from '../client/accountName';
import { ConfigClusterSupplier } from './fromConfig';

const TOKEN = 'a-very-secret-token';

const dev = {
  name: 'dev',
  title: 'Development',
  url: 'https://dev.example:6443',
  authProvider: 'serviceAccount',
  serviceAccountToken: TOKEN,
};

const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [
    { name: 'one', cluster: { server: 'https://one.example' } },
    { name: 'two', cluster: { server: 'https://two.example' } },
  ],
  users: [{ name: 'me', user: { token: TOKEN } }],
  contexts: [
    { name: 'first', context: { cluster: 'one', user: 'me' } },
    { name: 'second', context: { cluster: 'two', user: 'me' } },
    { name: 'broken', context: { cluster: 'none', user: 'me' } },
  ],
  'current-context': 'first',
});

describe('ConfigClusterSupplier', () => {
  let folder: string;
  let file: string;
  const logger = mockServices.logger.mock();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fairway-'));
    file = join(folder, 'kubeconfig');
    writeFileSync(file, KUBECONFIG);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(() => jest.clearAllMocks());

  function supplier(options: {
    clusters?: JsonObject[];
    methods?: JsonObject[];
    fairway?: JsonObject;
  }) {
    const { clusters, methods = [], fairway } = options;
    const config = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          ...(clusters ? [{ type: 'config', clusters }] : []),
          ...methods,
        ],
      },
      ...(fairway && { fairway: { clusters: fairway } }),
    });
    return ConfigClusterSupplier.fromConfig(config, { logger });
  }

  const warnings = () => logger.warn.mock.calls.map(([message]) => message);

  it('has no clusters without configuration', async () => {
    const none = ConfigClusterSupplier.fromConfig(new ConfigReader({}), {
      logger,
    });
    expect(await none.getClusters()).toEqual([]);
  });

  it('reads a cluster as the upstream plugin has it', async () => {
    const [cluster] = await supplier({
      clusters: [{ ...dev, caData: 'Y2E=', skipMetricsLookup: true }],
    }).getClusters();
    expect(cluster).toMatchObject({
      name: 'dev',
      title: 'Development',
      writeAs: 'user',
    });
    expect(cluster.reader.getCurrentCluster()).toMatchObject({
      server: 'https://dev.example:6443',
      caData: 'Y2E=',
      skipTLSVerify: false,
    });
    expect(cluster.reader.getCurrentUser()).toMatchObject({ token: TOKEN });
    expect(cluster.actor).toBe(cluster.reader);
    expect(warnings()).toEqual([]);
  });

  it('knows kubectl proxy, by locator and by provider', async () => {
    const clusters = await supplier({
      clusters: [
        {
          name: 'mine',
          url: 'http://localhost:9999',
          authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
        },
      ],
      methods: [{ type: 'localKubectlProxy' }],
    }).getClusters();
    expect(
      clusters.map(({ name, reader }) => [
        name,
        reader.getCurrentCluster()!.server,
      ]),
    ).toEqual([
      ['mine', 'http://localhost:9999'],
      ['local', 'http://localhost:8001'],
    ]);
  });

  it('uses an account of its own for changes', async () => {
    const [{ reader, actor, writeAs }] = await supplier({
      clusters: [dev],
      fairway: { dev: { writeAs: 'serviceAccount', actorToken: 'other' } },
    }).getClusters();
    expect(writeAs).toBe('serviceAccount');
    expect(reader.getCurrentUser()!.token).toBe(TOKEN);
    expect(actor.getCurrentUser()!.token).toBe('other');
    expect(actor.getCurrentCluster()).toEqual(reader.getCurrentCluster());
  });

  it("uses another account for the portal's own loops", async () => {
    const [{ actor, operator }] = await supplier({
      clusters: [dev],
      fairway: { dev: { operatorToken: 'nightly' } },
    }).getClusters();
    expect(operator?.getCurrentUser()!.token).toBe('nightly');
    expect(actor.getCurrentUser()!.token).toBe(TOKEN);
  });

  it('defines a cluster by a kubeconfig alone, and overrides one by it', async () => {
    const clusters = await supplier({
      clusters: [dev, { name: 'g', url: 'https://g', authProvider: 'google' }],
      fairway: {
        extra: { kubeconfig: { file } },
        g: { kubeconfig: { file, context: 'second' } },
        dev: { kubeconfig: { file } },
      },
    }).getClusters();
    expect(
      Object.fromEntries(
        clusters.map(({ name, reader }) => [
          name,
          reader.getCurrentCluster()!.server,
        ]),
      ),
    ).toEqual({
      dev: 'https://one.example',
      extra: 'https://one.example',
      g: 'https://two.example',
    });
    expect(accountName(clusters[0].reader)).toBe('me');
    expect(warnings()).toEqual([]);
  });

  it('leaves out what it cannot use, says so, and keeps the rest', async () => {
    const clusters = await supplier({
      clusters: [
        dev,
        { name: 'eks', url: 'https://eks', authProvider: 'aws' },
        { name: 'here', url: 'https://here', authProvider: 'serviceAccount' },
      ],
      methods: [{ type: 'gke', projectId: 'p' }],
      fairway: {
        lost: { kubeconfig: { file: `${file}-missing` } },
        wrong: { kubeconfig: { file, context: 'third' } },
        broken: { kubeconfig: { file, context: 'broken' } },
        eks: { writeAs: 'user' },
      },
    }).getClusters();
    expect(clusters.map(({ name }) => name)).toEqual(['dev']);
    expect(warnings()).toEqual([
      expect.stringContaining(
        "Cluster 'eks' is left out: its authProvider 'aws' is not supported",
      ),
      expect.stringContaining("locator type 'gke' are not supported"),
      expect.stringMatching(/Cluster 'here'.* has no serviceAccountToken/),
      expect.stringMatching(/Cluster 'lost'.*cannot be read/),
      expect.stringMatching(/Cluster 'wrong'.*no context 'third', only first/),
      expect.stringMatching(/Cluster 'broken'.*names no cluster/),
    ]);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain(TOKEN);
  });

  it.each<[string, Parameters<typeof supplier>[0], string]>([
    [
      'an unknown key',
      { clusters: [dev], fairway: { dev: { writeas: 'user' } } },
      "Unknown key 'fairway.clusters.dev.writeas'",
    ],
    [
      'an unknown value',
      { clusters: [dev], fairway: { dev: { writeAs: 'root' } } },
      'fairway.clusters.dev.writeAs must be one of user, serviceAccount, but is "root"',
    ],
    [
      'an unknown cluster',
      { clusters: [dev], fairway: { prod: {} } },
      'fairway.clusters.prod is no cluster of kubernetes.clusterLocatorMethods (dev)',
    ],
    [
      'a kubeconfig without file',
      { fairway: { a: { kubeconfig: { context: 'x' } } } },
      'fairway.clusters.a.kubeconfig.file is missing',
    ],
    [
      'a wrong type',
      { fairway: { a: { kubeconfig: 'file' } } },
      'fairway.clusters.a.kubeconfig must be an object, but is "file"',
    ],
    [
      'two clusters of one name',
      { clusters: [dev, dev] },
      "Cluster 'dev' is more than once",
    ],
    [
      'a wrong url',
      { clusters: [{ ...dev, url: 'dev:6443' }] },
      "Cluster 'dev' in kubernetes.clusterLocatorMethods has the url 'dev:6443'",
    ],
    [
      'a missing provider',
      { clusters: [{ name: 'dev', url: 'https://dev' }] },
      "Cluster 'dev' in kubernetes.clusterLocatorMethods has no authProvider",
    ],
  ])('refuses %s and names it', (_, options, message) => {
    expect(() => supplier(options)).toThrow(message);
  });

  it('does not repeat a token that is of the wrong type', () => {
    const make = () =>
      supplier({ clusters: [dev], fairway: { dev: { actorToken: 4711 } } });
    expect(make).toThrow('fairway.clusters.dev.actorToken must be a text');
    expect(make).not.toThrow(/4711/);
  });
});
