import type { ContainerLike, PodSpecLike } from '../component/facts';
import { readDockerfile } from '../component/readDockerfile';
import { resolveComponent } from '../component/resolveComponent';
import { SHAPES } from '../__testUtils__/shapes';
import { INNER_LOOP_TOOLS, type InnerLoopTool } from '../generate/tools';
import type { PreflightInput } from './context';
import { preflight } from './preflight';
import { PREFLIGHT_RULES } from './rules';

const [web] = SHAPES;
const { facts } = resolveComponent(web.entity, web.gathered);

interface Case {
  tool?: InnerLoopTool;
  dockerfile?: string;
  pod?: Partial<PodSpecLike>;
  container?: Partial<ContainerLike>;
  more?: Partial<PreflightInput>;
}

const idsOf = ({ tool = 'skaffold', ...rest }: Case) => {
  const container = { name: 'app', ...rest.container };
  return preflight({
    tool,
    facts,
    workload: {
      spec: { template: { spec: { ...rest.pod, containers: [container] } } },
    },
    ...(rest.dockerfile && { dockerfile: readDockerfile(rest.dockerfile) }),
    ...rest.more,
  }).map(({ id }) => id);
};

const from = (image: string, ...lines: string[]) =>
  [`FROM ${image} AS dev`, 'WORKDIR /app', ...lines].join('\n');
const numeric = [
  {
    metadata: { name: 'orders' },
    spec: { ports: [{ port: 80, targetPort: 8080 }] },
  },
];
const named = [{ spec: { ports: [{ port: 80, targetPort: 'http' }] } }];

describe.each<[string, string, Case, Case]>([
  [
    'no-tar',
    'a distroless image against one with a debug busybox',
    { dockerfile: from('gcr.io/distroless/nodejs24') },
    { dockerfile: from('gcr.io/distroless/nodejs24:debug') },
  ],
  [
    'no-tar',
    'ubi-minimal with and without tar installed',
    { dockerfile: from('registry.access.redhat.com/ubi9/ubi-minimal:9') },
    {
      dockerfile: from(
        'registry.access.redhat.com/ubi9/ubi-minimal:9',
        'RUN microdnf install -y tar',
      ),
    },
  ],
  [
    'no-tar',
    'a tool that uses it against one that does not',
    { tool: 'tilt', dockerfile: from('scratch') },
    { tool: 'garden', dockerfile: from('scratch') },
  ],
  [
    'no-shell',
    'chainguard with and without a shell',
    { tool: 'devspace', dockerfile: from('cgr.dev/chainguard/node:latest') },
    {
      tool: 'devspace',
      dockerfile: from('cgr.dev/chainguard/node:latest-dev'),
    },
  ],
  [
    'no-shell',
    'an image to develop in',
    { tool: 'devspace', dockerfile: from('scratch') },
    {
      tool: 'devspace',
      dockerfile: from('scratch'),
      more: { facts: { ...facts, devImage: 'node:24' } },
    },
  ],
  [
    'root-owned-target',
    'COPY without and with --chown',
    { dockerfile: from('node', 'COPY src ./src', 'USER node') },
    { dockerfile: from('node', 'COPY --chown=node src ./src', 'USER node') },
  ],
  [
    'root-owned-target',
    'another user in the pod, and root',
    {
      dockerfile: from('node', 'COPY src ./src'),
      pod: { securityContext: { runAsNonRoot: true } },
    },
    {
      dockerfile: from('node', 'COPY src ./src'),
      pod: { securityContext: { runAsUser: 0 } },
    },
  ],
  [
    'root-owned-target',
    'RUN chown of elsewhere and of there',
    {
      dockerfile: from(
        'node',
        'COPY src ./src',
        'RUN chown node /tmp',
        'USER node',
      ),
    },
    {
      dockerfile: from(
        'node',
        'COPY src ./src',
        'RUN chown -R node /app',
        'USER node',
      ),
    },
  ],
  [
    'read-only-root',
    'a volume elsewhere and there',
    {
      container: {
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [{ name: 'a', mountPath: '/tmp' }],
      },
    },
    {
      container: {
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [{ name: 'a', mountPath: '/app' }],
      },
      pod: { volumes: [{ name: 'a', emptyDir: {} }] },
    },
  ],
  [
    'read-only-mount',
    'a ConfigMap and an emptyDir',
    {
      container: { volumeMounts: [{ name: 'a', mountPath: '/app/src' }] },
      pod: { volumes: [{ name: 'a', configMap: {} }] },
    },
    {
      container: { volumeMounts: [{ name: 'a', mountPath: '/app/src' }] },
      pod: { volumes: [{ name: 'a', emptyDir: {} }] },
    },
  ],
  [
    'noexec-mount',
    'there and elsewhere',
    { tool: 'garden', more: { mountOptions: { '/app': ['noexec'] } } },
    { tool: 'garden', more: { mountOptions: { '/application': ['noexec'] } } },
  ],
  [
    'agent-without-limits',
    'a quota without and with defaults',
    {
      tool: 'telepresence',
      more: { policy: { quotas: ['pods', 'limits.memory'] } },
    },
    {
      tool: 'telepresence',
      more: {
        policy: {
          quotas: ['pods', 'limits.memory'],
          defaultLimits: ['memory'],
        },
      },
    },
  ],
  [
    'agent-without-limits',
    'a quota on requests, which a default request covers',
    {
      tool: 'telepresence',
      more: { policy: { quotas: ['cpu'], defaultRequests: ['memory'] } },
    },
    {
      tool: 'telepresence',
      more: { policy: { quotas: ['cpu'], defaultRequests: ['cpu'] } },
    },
  ],
  [
    'agent-needs-net-admin',
    'a number and a name as targetPort',
    {
      tool: 'telepresence',
      more: { services: numeric, policy: { podSecurity: 'restricted' } },
    },
    {
      tool: 'telepresence',
      more: { services: named, policy: { podSecurity: 'restricted' } },
    },
  ],
  [
    'agent-needs-net-admin',
    'a headless Service, where it is refused and where not',
    {
      tool: 'telepresence',
      more: {
        services: [{ spec: { clusterIP: 'None' } }],
        policy: { podSecurity: 'baseline' },
      },
    },
    {
      tool: 'telepresence',
      more: {
        services: [{ spec: { clusterIP: 'None' } }],
        policy: { podSecurity: 'privileged' },
      },
    },
  ],
  [
    'no-such-stage',
    'a stage of another name',
    { dockerfile: 'FROM node AS build' },
    { dockerfile: 'FROM node AS dev' },
  ],
  [
    'multi-attach',
    'a rolling update and a new start',
    {
      pod: {
        volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a' } }],
      },
    },
    {
      more: {
        workload: {
          spec: {
            strategy: { type: 'Recreate' },
            template: {
              spec: {
                volumes: [
                  { name: 'a', persistentVolumeClaim: { claimName: 'a' } },
                ],
              },
            },
          },
        },
      },
    },
  ],
  [
    'owned-by-gitops',
    'the shared workload, and a copy of it',
    {
      tool: 'telepresence',
      more: {
        workload: {
          metadata: { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } },
        },
      },
    },
    {
      tool: 'tilt',
      more: {
        workload: {
          metadata: { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } },
        },
      },
    },
  ],
  [
    'lost-in-a-crash',
    'with files that are brought, and without',
    { tool: 'tilt' },
    { tool: 'tilt', more: { facts: { ...facts, sync: [] } } },
  ],
])('%s', (id, what, bad, good) => {
  it(`tells ${what} apart`, () => {
    expect(idsOf(bad)).toContain(id);
    expect(idsOf(good)).not.toContain(id);
  });
});

it('says nothing where nothing is known', () => {
  for (const tool of INNER_LOOP_TOOLS) {
    const ids = preflight({ tool, facts: { ...facts, sync: [] } });
    expect(ids).toEqual([]);
  }
});

it('says how each is ended', () => {
  for (const rule of PREFLIGHT_RULES) {
    expect([rule.id, rule.cure.length > 10]).toEqual([rule.id, true]);
  }
});
