import { parseSchedule } from '@fairway-idp/backstage-plugin-fairway-common';
import { DEFAULT_PRICES, estimateCost } from './estimate';
import { podRequests } from './podRequests';

const requests = (cpu: string, memory: string, more: object = {}) =>
  podRequests({
    containers: [
      { name: 'c', resources: { requests: { cpu, memory, ...more } } },
    ],
  });

describe('estimateCost', () => {
  const preview = {
    loads: [
      { replicas: 3, requests: requests('250m', '512Mi') },
      { replicas: 1, requests: requests('500m', '1Gi') },
    ],
    storage: ['10Gi'],
  };

  it('agrees with the worked example of three services and a database', () => {
    // 21.95 + 15.03 = 36.98 with OpenCost's constants
    expect(estimateCost(preview, undefined, DEFAULT_PRICES)).toMatchObject({
      perMonth: 36.98,
      currency: 'USD',
      unknown: [],
    });
  });

  it('counts storage also while it sleeps', () => {
    const schedule = parseSchedule('Mon-Fri 08:00-18:00 UTC');
    const cost = estimateCost(preview, schedule, DEFAULT_PRICES);
    expect(cost.parts).toEqual({
      compute: 10.89,
      storage: 0.4,
      savedBySleep: 25.69,
    });
    expect(cost.perMonth).toBe(11.29);
  });

  it('says that it does not know rather than 0', () => {
    const loads = [
      {
        replicas: 1,
        requests: requests('1', '1Gi', { 'example.com/fpga': '1' }),
      },
    ];
    const cost = estimateCost(
      { loads, storage: [] },
      undefined,
      DEFAULT_PRICES,
    );
    expect(cost.perMonth).toBeUndefined();
    expect(cost.unknown).toEqual(['example.com/fpga has no price']);
  });

  it('prices a container that asks for nothing by the LimitRange', () => {
    const loads = [
      { replicas: 1, requests: podRequests({ containers: [{ name: 'c' }] }) },
    ];
    const { perMonth } = estimateCost(
      { loads, storage: [] },
      undefined,
      DEFAULT_PRICES,
    );
    expect(perMonth).toBe(1.35);
  });
});

describe('podRequests', () => {
  it('counts init containers by their peak and sidecars always', () => {
    const cpu = (amount: string) => ({ requests: { cpu: amount } });
    const { amounts } = podRequests({
      initContainers: [
        { name: 'sidecar', restartPolicy: 'Always', resources: cpu('100m') },
        { name: 'init', resources: cpu('2') },
      ],
      containers: [{ name: 'app', resources: { limits: { cpu: '500m' } } }],
      overhead: { cpu: '50m' },
    });
    expect(amounts.cpu).toBeCloseTo(2.15);
  });
});
