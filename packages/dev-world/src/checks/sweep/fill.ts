import path from 'node:path';
import { run } from '../../build/run.ts';
import type { Progress } from '../../world/types.ts';
import { Api, ApiError } from '../../world/api.ts';

/** How much is made. */
export interface Size {
  namespaces: number;
  podsEach: number;
}

/** As the world's API server takes them; more at once only wait. */
const AT_ONCE = 16;

/**
 * Fills a cluster with environments and pods. Nobody schedules the pods, so that
 * they stay as they are and cost the world nothing but their place.
 *
 * @returns the seconds that it took
 */
export async function fill(
  kubeconfig: string,
  root: string,
  { namespaces, podsEach, progress }: Size & { progress: Progress },
): Promise<number> {
  const begun = Date.now();
  const rooms = await environments(root, namespaces);
  const api = Api.fromKubeconfig(kubeconfig);
  const make = async <T>(
    what: string,
    items: T[],
    work: (item: T) => Promise<void>,
  ) => {
    const step = progress.step(`${items.length} ${what}`);
    await atOnce(items, work);
    step.done();
  };
  try {
    await make('namespaces', rooms, async metadata => {
      await post(api, '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata,
      });
      // Its controller makes some a second only, and pods wait for it.
      await post(api, `/api/v1/namespaces/${metadata.name}/serviceaccounts`, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default' },
      });
    });
    const pods = rooms.flatMap(({ name }) =>
      Array.from({ length: podsEach }, (_, i) => pod(name, i)),
    );
    await make('pods', pods, one =>
      post(api, `/api/v1/namespaces/${one.metadata.namespace}/pods`, one),
    );
    return (Date.now() - begun) / 1000;
  } finally {
    api.close();
  }
}

async function environments(root: string, count: number) {
  const plugin = path.join(root, 'plugins', 'housekeeping-backend');
  const output = await run(
    [
      process.execPath,
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(plugin, 'src/domain/simulate/printEnvironments.ts'),
      ...['demo', `${count}`],
    ],
    { cwd: plugin },
  );
  return output
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { name: string });
}

function pod(namespace: string, i: number) {
  const app = `web-${i % 3}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${app}-7d9f8c6b5d-${i.toString(36).padStart(5, 'x')}`,
      namespace,
      labels: { app, 'pod-template-hash': '7d9f8c6b5d' },
    },
    spec: {
      schedulerName: 'nobody',
      containers: [
        {
          name: 'web',
          image: 'registry.example.com/shop/web:1.4.2',
          ports: [{ containerPort: 8080 }],
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { cpu: '500m', memory: '256Mi' },
          },
          readinessProbe: { httpGet: { path: '/readyz', port: 8080 } },
          env: [{ name: 'STAGE', value: 'dev' }],
        },
      ],
    },
  };
}

/** What is there already is as good; a busy server is asked once more. */
async function post(api: Api, collection: string, body: object) {
  for (let attempt = 1; ; attempt++) {
    try {
      await api.text('POST', collection, { body, timeoutMs: 60_000 });
      return;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        return;
      }
      if (attempt >= 60) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

async function atOnce<T>(items: T[], work: (item: T) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next];
      next++;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
