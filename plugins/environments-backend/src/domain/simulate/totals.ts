import type { SimulationReport } from './Simulation';
import type { Wrong } from './Watchman';

/** Several runs in one, with what must never happen by its kind. */
export function totalsOf(reports: readonly SimulationReport[]) {
  const sum = (key: Exclude<keyof SimulationReport, 'seed' | 'wrongs'>) =>
    reports.reduce((total, report) => total + report[key], 0);
  const wrongs = (kind: Wrong['kind']) =>
    reports
      .flatMap(report => report.wrongs)
      .filter(wrong => wrong.kind === kind)
      .map(({ text }) => text);
  return {
    steps: sum('steps'),
    passes: sum('passes'),
    crashes: sum('crashes'),
    writes: sum('writes'),
    refused: sum('refused'),
    warningsDelivered: sum('warningsDelivered'),
    warningsLost: sum('warningsLost'),
    deletions: sum('deletions'),
    recheckedAway: sum('recheckedAway'),
    capped: sum('capped'),
    restored: sum('restored'),
    wrongDeletions: wrongs('deletion'),
    lostReplicas: wrongs('replicas'),
    otherWrongs: [...wrongs('data'), ...wrongs('unrest')],
  };
}
