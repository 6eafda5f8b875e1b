import type { NodeObject } from './bootstrap.ts';
import { deriveStatus, renderStatus } from './status.ts';
import { testState } from './testState.ts';
import type { PartStatus } from './types.ts';

const node = (name: string, kind: string, ready: boolean): NodeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'fairway.dev/node': kind } },
  status: {
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    nodeInfo: { kubeletVersion: 'v1.36.3' },
  },
});
const running: PartStatus = { name: 'etcd', pid: 1, state: 'running' };
const dead: PartStatus = { ...running, state: 'dead', why: 'ended by SIGKILL' };
const answer = {
  version: 'v1.36.3',
  nodes: [node('real-0', 'real', true), node('sim-0', 'simulated', true)],
};

describe('deriveStatus', () => {
  it.each([
    { when: 'everything runs', seen: answer, health: 'up' },
    {
      when: 'a part is dead',
      parts: [running, dead],
      seen: answer,
      health: 'degraded',
    },
    { when: 'the API server is silent', seen: undefined, health: 'degraded' },
    {
      when: 'a node is not ready',
      seen: {
        ...answer,
        nodes: [answer.nodes[0], node('sim-0', 'simulated', false)],
      },
      health: 'degraded',
    },
    {
      when: 'a node is missing',
      seen: { ...answer, nodes: [answer.nodes[1]] },
      health: 'degraded',
    },
    {
      when: 'whoever started it was killed',
      state: testState({
        phase: 'starting',
        starter: { pid: 1, startTime: 'long ago' },
      }),
      seen: undefined,
      health: 'degraded',
    },
    {
      when: 'it is still starting',
      state: testState({ phase: 'starting' }),
      seen: undefined,
      health: 'starting',
    },
  ])(
    'says $health when $when',
    ({ state = testState(), parts = [running], seen, health }) => {
      expect(deriveStatus(state, parts, seen).health).toBe(health);
    },
  );

  it('names the dead part and both kinds of nodes', () => {
    const text = renderStatus(deriveStatus(testState(), [dead], answer));
    expect(text).toContain('DEAD     etcd (1): ended by SIGKILL');
    expect(text).toContain('ready      real node real-0  v1.36.3');
    expect(text).toContain('ready      simulated node sim-0  v1.36.3');
  });
});
