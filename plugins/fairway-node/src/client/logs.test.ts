import type { KubernetesObject, V1Node, V1Pod } from '@kubernetes/client-node';
import { describeWithCluster } from '../testing/describeWithCluster';
import { waitFor } from '../testing/waitFor';
import type { KubernetesClient, ResourceType } from './types';

jest.setTimeout(90_000);

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});

const REAL = 'fairway.dev/node=real';
/** In the dev world's node; busybox is in it. */
const IMAGE = 'localhost/fairway-shell:1';

const SCRIPT = `
head -c 100000 /dev/zero | tr '\\0' x; echo
n=0
while true; do n=$((n+1)); echo "Zeile $n: Grüße €😀"; sleep 0.05; done
`;

/** Logs come from a kubelet: this needs a node that really runs pods. */
describeWithCluster('logs', cluster => {
  let namespace: string;
  let isThere = false;
  const client = (): KubernetesClient => cluster().client;

  beforeAll(async () => {
    const nodes = await client().list<V1Node>(core('nodes', 'Node'), {
      labelSelector: REAL,
    });
    if (nodes.length === 0) {
      if (process.env.FAIRWAY_REQUIRE?.includes('real-node')) {
        throw new Error(`FAIRWAY_REQUIRE asks for a node with ${REAL}`);
      }
      // eslint-disable-next-line no-console
      console.warn(`skipped: the cluster has no node with ${REAL}`);
      return;
    }
    namespace = await cluster().createNamespace('logs');
    await cluster().applyObjects<KubernetesObject>([pod(namespace)]);
    await waitFor('the pod runs', isRunning, 60_000);
    isThere = true;
  });

  async function isRunning(): Promise<boolean> {
    const { status } = await client().get<V1Pod & KubernetesObject>({
      type: core('pods', 'Pod'),
      namespace,
      name: 'talker',
    });
    return status?.phase === 'Running';
  }

  async function read(
    count: number,
    options: { tailLines?: number; follow?: boolean },
  ): Promise<string[]> {
    const controller = new AbortController();
    const lines: string[] = [];
    const log = client().logs(
      { namespace, name: 'talker' },
      { ...options, signal: controller.signal },
    );
    for await (const line of log) {
      lines.push(line);
      if (lines.length === count) {
        break;
      }
    }
    return lines;
  }

  it('are followed line by line, with their times and all characters', async () => {
    if (!isThere) {
      return;
    }
    const lines = await read(40, { tailLines: 1, follow: true });
    const numbers = lines.map(line => {
      const [, number] =
        /^\d{4}-\d\d-\d\dT[\d:.]+Z Zeile (\d+): Grüße €😀$/.exec(line) ?? [];
      return Number(number);
    });
    expect(numbers).toEqual(numbers.map((_, n) => numbers[0] + n));
  });

  it('cut an endless line with a mark', async () => {
    if (!isThere) {
      return;
    }
    const [first, second] = await read(2, {});
    expect(first.length).toBeLessThan(33_000);
    expect(first).toMatch(/Z x+… \(cut here, the line has \d+ bytes\)$/);
    expect(second).toMatch(/Z Zeile 1: /);
  });

  it('end when nobody follows any more', async () => {
    if (!isThere) {
      return;
    }
    const controller = new AbortController();
    const log = client().logs(
      { namespace, name: 'talker' },
      { follow: true, signal: controller.signal },
    );
    const follow = async () => {
      for await (const line of log) {
        if (line.includes('Zeile')) {
          controller.abort(new Error('enough'));
        }
      }
    };
    await expect(follow()).rejects.toThrow('enough');
  });
});

function pod(namespace: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'talker', namespace },
    spec: {
      nodeSelector: { 'fairway.dev/node': 'real' },
      tolerations: [{ key: 'fairway.dev/real', operator: 'Exists' }],
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'talker',
          image: IMAGE,
          imagePullPolicy: 'IfNotPresent',
          command: ['/bin/busybox', 'sh', '-c', SCRIPT],
        },
      ],
    },
  } as KubernetesObject;
}
