import { judgeWait, type WaitedFor } from './judge';

const workload = (
  health: WaitedFor['report']['health'],
  name = 'web',
  reason = 'CrashLoopBackOff',
): WaitedFor => ({
  name,
  report: { health, reason, message: `is ${health}` },
});

const judge = (workloads: WaitedFor[], troubles = {}, now = 1000) =>
  judgeWait(workloads, { troubles, now, patience: 500, imagePatience: 100 });

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
      troubles: { web: 500 },
    });
  });

  it.each<[string, string, number, string]>([
    ['ErrImagePull', 'ErrImagePull', 900, 'no-image'],
    ['ErrImagePull', 'ImagePullBackOff', 900, 'no-image'],
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
      troubles: {},
    });
  });
});
