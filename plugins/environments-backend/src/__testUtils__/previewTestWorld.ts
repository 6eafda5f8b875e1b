import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type {
  ForgeFile,
  ForgeHint,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  eventually,
  type RealCluster,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Namespace } from '@kubernetes/client-node';
import request from 'supertest';
import { stringify } from 'yaml';
import { readDelivered } from '../domain/preview/deliver/delivered';
import { MemoryForge } from './MemoryForge';
import { startWorld } from './testWorld';

/** Entity reference of the component whose previews they are. */
export const COMPONENT = 'component:default/storefront';

const component = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'storefront',
    namespace: 'default',
    annotations: {
      'fairway.dev/preview-path': 'deploy',
      'backstage.io/source-location':
        'url:https://git.example.com/shop/storefront/src/branch/main/',
      ...annotations,
    },
  },
  spec: { type: 'website', owner: 'group:default/shop' },
});

/** A portal with previews, a forge that fails when told to, and a real cluster. */
export async function startPreviewWorld(
  cluster: RealCluster,
  environments: JsonObject = {},
  features: BackendFeature[] = [],
  annotations: Record<string, string> = {},
) {
  const forge = new MemoryForge();
  const { previews = {}, ...rest } = environments as { previews?: JsonObject };
  const world = await startWorld(
    cluster,
    {
      ...rest,
      previews: {
        podTemplate: { nodeSelector: { 'fairway.dev/node': 'simulated' } },
        image: 'registry.example.com/{org}/{repo}:{sha12}',
        everySeconds: 3600,
        ...previews,
      },
    },
    {
      entities: [component(annotations)],
      features: [forge.feature, ...features],
    },
  );
  const { portal } = world;
  const find = async (number: number): Promise<V1Namespace | undefined> => {
    const all = await world.namespaces();
    return all.find(({ metadata }) =>
      metadata?.name?.startsWith(`pv-storefront-${number}-`),
    );
  };
  const hint = (
    number: number,
    more: Partial<ForgeHint> & { secret?: string } = {},
  ) => {
    const { secret, ...rest2 } = more;
    const { body, headers } = forge.webhook(
      { repositoryId: '7', fullName: 'shop/storefront', number, ...rest2 },
      secret,
    );
    return request(portal.server)
      .post('/api/environments/webhooks/memory')
      .set({ ...headers, 'content-type': 'application/json' })
      .send(body);
  };
  const open = async (number: number, files = manifests()) => {
    const commit = forge.open(number, files);
    await hint(number).expect(202);
    return commit;
  };
  return {
    ...world,
    forge,
    find,
    /** Sends what a forge sends when something happens to a pull request. */
    hint,
    /** Opens a pull request. @returns its commit */
    open,
    /** Opens a pull request and waits until its preview is ready. */
    async ready(number: number, files = manifests()): Promise<string> {
      const commit = await open(number, files);
      await eventually(async () => {
        expect(forge.commentOn(number)).toContain('is ready');
      });
      return commit;
    },
    /** The commit that is deployed. */
    async deployed(number: number): Promise<string | undefined> {
      const namespace = await find(number);
      return readDelivered(namespace?.metadata?.annotations ?? {})?.commit;
    },
    /** Its namespace's name. */
    async name(number: number): Promise<string> {
      const namespace = await find(number);
      if (!namespace) {
        throw new Error(`There is no preview of #${number}`);
      }
      return namespace.metadata!.name!;
    },
    async view(number: number) {
      const { body } = await portal.get('/previews', { entityRef: COMPONENT });
      return body.previews.find(
        (one: { pullRequest: { number: number } }) =>
          one.pullRequest.number === number,
      );
    },
  };
}

/** @see startPreviewWorld */
export type PreviewTestWorld = Awaited<ReturnType<typeof startPreviewWorld>>;

/** Manifests of a web server. */
export function manifests(
  options: {
    replicas?: number;
    cpu?: string;
    usesDatabase?: boolean;
    more?: object[];
  } = {},
): ForgeFile[] {
  const { replicas = 1, cpu = '10m', usesDatabase, more = [] } = options;
  const labels = { app: 'storefront' };
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'storefront' },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'web',
                image: 'registry.example.com/shop/storefront:main',
                ...(usesDatabase && {
                  envFrom: [{ secretRef: { name: 'fairway-database' } }],
                }),
                resources: {
                  requests: { cpu, memory: '16Mi' },
                  limits: { cpu: cpu === '10m' ? '100m' : cpu, memory: '16Mi' },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'storefront' },
      spec: { selector: labels, ports: [{ name: 'http', port: 80 }] },
    },
    ...more,
  ];
  return [
    {
      path: 'deploy/all.yaml',
      content: objects.map(object => stringify(object)).join('---\n'),
    },
  ];
}
