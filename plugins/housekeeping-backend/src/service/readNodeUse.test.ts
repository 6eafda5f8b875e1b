import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Node } from '@kubernetes/client-node';
import { TYPES } from '../domain/kinds/resourceTypes';
import { inWords, readNodeUse } from './readNodeUse';

jest.setTimeout(60_000);

const NODES = [{ name: 'a' }, { name: 'b' }];
const use = { cpu: 1, memory: 1 };

describe('inWords', () => {
  it.each([
    [['a', 'b', 'gone'], 'Use is measured'],
    [['a'], 'Use is measured on 1 of 2 nodes'],
  ])('of nodes %j', (names, words) => {
    const measured = new Map(names.map(name => [name, use]));
    const { available, message } = inWords({ measured }, NODES);
    expect(available).toBe(true);
    expect(message.split(';')[0]).toBe(words);
  });

  it('of none', () => {
    expect(inWords({ why: 'it hangs' }, NODES)).toEqual({
      available: false,
      message: 'Only what is requested is known, not what is used: it hangs',
    });
  });
});

describeWithCluster('use of nodes', cluster => {
  it('is not known where no metrics API is', async () => {
    const absent = { ...TYPES.NodeMetrics, group: 'metrics.example.com' };
    expect(await readNodeUse(cluster().client, absent)).toEqual({
      why: 'it has no metrics API (metrics-server)',
    });
  });

  const withMetrics = process.env.FAIRWAY_TEST_METRICS
    ? describe
    : describe.skip;
  withMetrics('where metrics-server runs', () => {
    it('is what it measures, on each node', async () => {
      const { client } = cluster();
      const nodes = await client.list<V1Node>(TYPES.Node);
      // It needs two looks at a node before it tells.
      await eventually(async () => {
        const { measured } = await readNodeUse(client);
        for (const { metadata } of nodes) {
          const { cpu, memory } = measured!.get(metadata!.name!)!;
          expect(cpu).toBeGreaterThan(0);
          expect(memory).toBeGreaterThan(2 ** 20);
        }
      });
    });
  });
});
