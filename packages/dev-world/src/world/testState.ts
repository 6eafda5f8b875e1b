import { usualPorts } from './ports.ts';
import { startTimeOf } from './processes.ts';
import { networkOf, podCIDROf, serviceCIDROf } from './realNode/network.ts';
import type { WorldState } from './types.ts';

/** A world for tests of what only looks at it. */
export function testState(change: Partial<WorldState> = {}): WorldState {
  return {
    format: 1,
    name: 'dev',
    index: 3,
    phase: 'up',
    starter: { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' },
    createdAt: '2026-01-01T00:00:00.000Z',
    server: 'https://127.0.0.1:26030',
    ports: usualPorts(3),
    parts: [],
    nodes: { real: ['real-0'], simulated: ['sim-0'] },
    podCIDR: podCIDROf(3),
    serviceCIDR: serviceCIDROf(3),
    network: networkOf('dev', 3),
    kubeconfig: '/w/kubeconfig',
    kubeconfigs: { alice: '/w/kubeconfig.alice' },
    ...change,
  };
}
