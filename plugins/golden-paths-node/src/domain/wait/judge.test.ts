import { judgeWait, missingSecrets, type WaitedFor } from './judge';

const workload = (
  health: WaitedFor['report']['health'],
  name = 'web',
  reason = 'CrashLoopBackOff',
  message = `is ${health}`,
): WaitedFor => ({ name, report: { health, reason, message } });

const CONFIG = 'CreateContainerConfigError';
const withoutSecret = (name: string, words: string) =>
  workload(
    'Degraded',
    name,
    CONFIG,
    `0 of 1 pods ready: container ${name} of ${name}-x cannot start because its configuration is not complete: ${words} (${CONFIG})`,
  );

const judge = (workloads: WaitedFor[], troubles = {}, now = 1000) =>
  judgeWait(workloads, {
    troubles,
    now,
    patience: 500,
    patienceFor: { image: 100, secret: 200 },
  });

describe('judgeWait', () => {
  it.each<[string, WaitedFor[], string]>([
    ['nothing to wait for', [], 'ready'],
    [
      'all healthy',
      [workload('Healthy'), workload('Suspended', 'job')],
      'ready',
    ],
    [
      'one on its way',
      [workload('Healthy'), workload('Progressing', 'b')],
      'waiting',
    ],
    ['one in fresh trouble', [workload('Degraded')], 'waiting'],
  ])('%s', (_, workloads, outcome) => {
    expect(judge(workloads).outcome).toBe(outcome);
  });

  it('gives up when trouble lasts as long as is patiently waited', () => {
    expect(judge([workload('Degraded')], { web: 501 }).outcome).toBe('waiting');
    expect(judge([workload('Degraded')], { web: 500 })).toEqual({
      outcome: 'failed',
      reasons: ['web: is Degraded'],
      missing: [],
      troubles: { web: 500 },
    });
  });

  it.each<[string, string, number, string]>([
    ['ErrImagePull', 'ErrImagePull', 900, 'missing'],
    ['ErrImagePull', 'ImagePullBackOff', 900, 'missing'],
    ['ErrImagePull', 'ErrImagePull', 901, 'waiting'],
    ['ErrImagePull', 'CrashLoopBackOff', 900, 'waiting'],
    ['ErrImagePull', 'CrashLoopBackOff', 500, 'failed'],
    ['InvalidImageName', 'InvalidImageName', 500, 'failed'],
  ])(
    'tells images that are missing from the rest: %s, %s, since %d: %s',
    (one, other, since, outcome) => {
      const workloads = [
        workload('Degraded', 'web', one),
        workload('Degraded', 'migrate', other),
      ];
      expect(judge(workloads, { web: since, migrate: since }).outcome).toBe(
        outcome,
      );
    },
  );

  it('forgets trouble that is over', () => {
    expect(judge([workload('Progressing')], { web: 0 })).toEqual({
      outcome: 'waiting',
      reasons: [],
      missing: [],
      troubles: {},
    });
  });

  it.each<[string, WaitedFor[], number, string, string[], string[]]>([
    [
      'a Secret',
      [withoutSecret('web', 'secret "db" not found')],
      800,
      'missing',
      ['secret'],
      ['db'],
    ],
    [
      'a key of one',
      [withoutSecret('web', "couldn't find key url in Secret shop-dev/db")],
      800,
      'missing',
      ['secret'],
      ['db'],
    ],
    [
      'a Secret and an image, for which something else is patient',
      [
        withoutSecret('web', 'secret "db" not found'),
        withoutSecret('migrate', 'secret "db" not found'),
        workload('Degraded', 'worker', 'ErrImagePull'),
      ],
      800,
      'missing',
      ['image', 'secret'],
      ['db'],
    ],
    [
      'a Secret, lately',
      [withoutSecret('web', 'secret "db" not found')],
      801,
      'waiting',
      [],
      ['db'],
    ],
    [
      'a ConfigMap, which nothing brings',
      [withoutSecret('web', 'configmap "db" not found')],
      500,
      'failed',
      [],
      [],
    ],
    [
      'a Secret, and another one crashes',
      [
        withoutSecret('web', 'secret "db" not found'),
        workload('Degraded', 'worker'),
      ],
      500,
      'failed',
      [],
      ['db'],
    ],
  ])('misses %s', (_, workloads, since, outcome, missing, secrets) => {
    const troubles = Object.fromEntries(
      workloads.map(({ name }) => [name, since]),
    );
    expect(judge(workloads, troubles)).toMatchObject({ outcome, missing });
    expect(missingSecrets(workloads)).toEqual(secrets);
  });
});
