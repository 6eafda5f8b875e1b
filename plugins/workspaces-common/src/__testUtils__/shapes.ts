import type { Entity } from '@backstage/catalog-model';
import type { GatheredFacts, WorkloadLike } from '../component/facts';
import type { DeveloperTarget } from '../target/target';

/** A component of one kind that there are many of. */
export interface Shape {
  name: string;
  entity: Entity;
  gathered: GatheredFacts;
  target: DeveloperTarget;
  componentsInRepository?: number;
}

const TARGET: DeveloperTarget = {
  context: 'dev-cluster',
  namespace: 'dev-alice',
  sharedNamespace: 'staging',
  trafficManagerNamespace: 'ambassador',
  routingKey: 'alice',
  workspaceImage: 'registry.example.com/dev/tools:1',
};

interface EntityOptions {
  annotations?: Record<string, string>;
  dependsOn?: string[];
  consumesApis?: string[];
  location?: string;
}

function component(name: string, options: EntityOptions = {}): Entity {
  const { annotations, dependsOn, consumesApis } = options;
  const location =
    options.location ?? `https://git.example.com/acme/${name}/tree/main/`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:${location}`,
        'fairway.dev/preview-path': 'k8s',
        ...annotations,
      },
    },
    spec: {
      type: 'service',
      owner: 'shop',
      ...(dependsOn && { dependsOn }),
      ...(consumesApis && { consumesApis }),
    },
  };
}

type Containers = NonNullable<
  NonNullable<NonNullable<WorkloadLike['spec']>['template']>['spec']
>['containers'];

function workload(
  kind: string,
  name: string,
  containers: Containers,
): NonNullable<GatheredFacts['workload']> {
  return {
    kind,
    metadata: { name, namespace: 'staging' },
    spec: { template: { spec: { containers } } },
  };
}

const image = (name: string) => `registry.example.com/${name}:1.4.2`;

const NODE_DOCKERFILE = `FROM node:24-alpine AS dev
WORKDIR /app
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
COPY --chown=node:node src ./src
USER node
EXPOSE 8080
CMD ["npm", "run", "dev"]

FROM node:24-alpine
WORKDIR /app
COPY --from=dev /app /app
USER node
CMD ["node", "src/index.js"]
`;

/** The one set of facts of the reference: service `orders`, container `app`. */
const web: Shape = {
  name: 'web',
  entity: component('orders', {
    annotations: {
      'fairway.dev/test-command': 'npm test',
      'backstage.io/kubernetes-namespace': 'staging',
    },
    dependsOn: ['component:payments'],
  }),
  gathered: {
    workload: workload('Deployment', 'orders', [
      {
        name: 'app',
        image: image('orders'),
        ports: [{ name: 'http', containerPort: 8080 }],
      },
    ]),
    services: [
      {
        metadata: { name: 'orders' },
        spec: { ports: [{ port: 80, targetPort: 'http' }] },
      },
    ],
    dockerfile: NODE_DOCKERFILE,
    files: [
      'Dockerfile',
      'k8s/orders.yaml',
      'package-lock.json',
      'package.json',
      'src/index.js',
    ],
  },
  target: TARGET,
};

const api: Shape = {
  name: 'go-api-with-database',
  entity: component('payments-api', {
    dependsOn: ['resource:payments-db', 'component:ledger', 'component:fraud'],
    consumesApis: ['ledger'],
    annotations: {
      'fairway.dev/dev-command': 'go run ./cmd/api',
      'fairway.dev/dev-image': 'golang:1.26-alpine',
      'fairway.dev/sync': '.:/src',
    },
  }),
  gathered: {
    workload: workload('Deployment', 'payments-api', [
      {
        name: 'api',
        image: image('payments/api'),
        ports: [{ containerPort: 443 }],
      },
    ]),
    dockerfile: `FROM golang:1.26-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /api ./cmd/api

FROM gcr.io/distroless/static:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`,
    files: [
      'Dockerfile',
      'go.mod',
      'go.sum',
      'cmd/api/main.go',
      'k8s/api.yaml',
    ],
  },
  target: TARGET,
};

const worker: Shape = {
  name: 'python-worker-without-port',
  entity: component('mailer', {
    annotations: {
      'fairway.dev/port': 'none',
      'fairway.dev/dev-command': 'watchexec -e py -r -- python -m mailer',
    },
  }),
  gathered: {
    workload: workload('Deployment', 'mailer', [
      { name: 'worker', image: image('mailer') },
    ]),
    dockerfile: `FROM python:3.13-slim
WORKDIR /opt/mailer
COPY requirements.txt .
RUN pip install -r requirements.txt && chown -R 1000 /opt/mailer
COPY mailer ./mailer
USER 1000
CMD ["python", "-m", "mailer"]
`,
    files: [
      'Dockerfile',
      'k8s/mailer.yaml',
      'mailer/__main__.py',
      'requirements.txt',
    ],
  },
  target: TARGET,
};

const monorepo: Shape = {
  name: 'monorepo-folder',
  entity: component('cart', {
    location: 'https://git.example.com/acme/shop/tree/main/services/cart/',
    annotations: {
      'fairway.dev/build-context': '.',
      'fairway.dev/manifests': 'deploy/cart',
      'fairway.dev/dev-command': 'npm run dev -w services/cart',
    },
  }),
  gathered: {
    workload: workload('Deployment', 'cart', [
      {
        name: 'cart',
        image: image('shop/cart'),
        ports: [{ containerPort: 3000 }],
      },
    ]),
    dockerfile: `FROM node:24 AS development
WORKDIR /repo
COPY package.json ./
COPY services/cart/package.json services/cart/
RUN npm install
COPY services/cart services/cart
CMD npm run dev -w services/cart
`,
    files: [
      'package.json',
      'services/cart/Dockerfile',
      'services/cart/package.json',
      'services/cart/src/index.ts',
      'deploy/cart/deployment.yaml',
      'deploy/cart/service.yaml',
    ],
  },
  target: TARGET,
  componentsInRepository: 6,
};

const chart: Shape = {
  name: 'helm-chart',
  entity: component('storefront', {
    annotations: {
      'fairway.dev/manifests': 'charts/storefront',
      'fairway.dev/helm-values': 'charts/storefront/values-dev.yaml',
    },
  }),
  gathered: {
    ...web.gathered,
    workload: workload('Deployment', 'storefront', [
      {
        name: 'storefront',
        image: image('storefront'),
        ports: [{ name: 'http', containerPort: 8080 }],
      },
    ]),
    services: [],
    files: [
      'Dockerfile',
      'charts/storefront/Chart.yaml',
      'charts/storefront/values-dev.yaml',
      'charts/storefront/templates/deployment.yaml',
      'package.json',
      'src/index.js',
    ],
  },
  target: TARGET,
};

const overlay: Shape = {
  name: 'kustomize-overlay',
  entity: component('search', {
    annotations: { 'fairway.dev/manifests': 'k8s/overlays/dev' },
  }),
  gathered: {
    ...web.gathered,
    workload: workload('Deployment', 'search', [
      {
        name: 'search',
        image: image('search'),
        ports: [{ containerPort: 8080 }],
      },
    ]),
    services: [],
    files: [
      'Dockerfile',
      'k8s/base/kustomization.yaml',
      'k8s/overlays/dev/kustomization.yaml',
      'package.json',
      'src/index.js',
    ],
  },
  target: TARGET,
};

const sidecars: Shape = {
  name: 'several-containers',
  entity: component('inventory', {
    annotations: {
      'fairway.dev/container': 'inventory',
      'fairway.dev/port': '9090',
    },
  }),
  gathered: {
    ...web.gathered,
    workload: workload('StatefulSet', 'inventory', [
      { name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 8080 }] },
      {
        name: 'inventory',
        image: image('inventory'),
        ports: [{ containerPort: 9090 }, { containerPort: 9091 }],
      },
      { name: 'metrics', image: 'statsd:1', ports: [{ containerPort: 9102 }] },
    ]),
    services: [],
  },
  target: TARGET,
};

/** All of it is allowed somewhere, and none of it may be taken for anything else. */
export const HOSTILE_COMMAND = [
  'sh',
  '-c',
  `echo 'it''s' "on" \\n $HOME ; fail("x") # >>> fairway tilt`,
  '8080:22',
  'yes',
  'null',
  "'); local('touch /tmp/owned'); ('",
  '- *alias &anchor !tag : # comment',
];

const hostile: Shape = {
  name: 'hostile-names',
  entity: component('yes', {
    location:
      "https://git.example.com/ac'me/it's%20%22quoted%22/tree/main/a%20b/it's%20%23on/",
    annotations: {
      'fairway.dev/manifests': `a b/it's #on/k8s "dev"`,
      'fairway.dev/dockerfile': `a b/it's #on/Docker file'`,
      'fairway.dev/dev-command': JSON.stringify(HOSTILE_COMMAND),
      'fairway.dev/hot-reload': 'true',
      'fairway.dev/sync': `true:/app/it's "on",src:/app/null`,
      'fairway.dev/language': 'node',
      'fairway.dev/workload': 'deployment/null',
      'fairway.dev/container': '0x1f',
      'fairway.dev/port': '22',
      'fairway.dev/image': 'registry.example.com:5000/true',
    },
  }),
  gathered: {},
  target: {
    ...TARGET,
    context: `arn:aws:eks:eu-west-1:1:cluster/it's "dev": #1`,
    namespace: '1e3',
    routingKey: '0o17',
    revision: `feature/it's-"on"`,
    env: { ON: 'yes', QUOTE: `'"\`$HOME` },
  },
};

/** Eight kinds of component. */
export const SHAPES: readonly Shape[] = [
  web,
  api,
  worker,
  monorepo,
  chart,
  overlay,
  sidecars,
  hostile,
];
