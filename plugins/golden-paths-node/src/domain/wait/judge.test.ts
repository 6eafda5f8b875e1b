import { judgeWait, type WaitedFor } from './judge';

const workload = (
  health: WaitedFor['report']['health'],
  name = 'web',
): WaitedFor => ({ name, report: { health, message: `is ${health}` } });

const judge = (workloads: WaitedFor[], troubles = {}, now = 1000) =>
  judgeWait(workloads, { troubles, now, patience: 500 });

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

  it('forgets trouble that is over', () => {
    expect(judge([workload('Progressing')], { web: 0 })).toEqual({
      outcome: 'waiting',
      reasons: [],
      troubles: {},
    });
  });
});
