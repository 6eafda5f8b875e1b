import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { daemonSetKind } from '../kinds/daemonSet';
import { deploymentKind } from '../kinds/deployment';
import { cronJobKind, jobKind } from '../kinds/jobs';
import { replicaSetKind } from '../kinds/others';
import { podKind } from '../kinds/pod';
import { statefulSetKind } from '../kinds/statefulSet';
import { workloadHealth, type AnyWorkloadFacts } from './workloadHealth';

const FOLDER = join(__dirname, 'testdata');
const KINDS = {
  Deployment: deploymentKind,
  StatefulSet: statefulSetKind,
  DaemonSet: daemonSetKind,
  Job: jobKind,
  CronJob: cronJobKind,
};

interface Document {
  kind: string;
  expected?: object;
}

/** Each file: a workload, what belongs to it, and what is expected. */
describe('workloadHealth', () => {
  it.each(readdirSync(FOLDER))('%s', file => {
    const documents = parseAllDocuments(
      readFileSync(join(FOLDER, file), 'utf8'),
    ).map(document => document.toJS() as Document);
    const [workload, ...rest] = documents;
    const of = (kind: string) => rest.filter(one => one.kind === kind);
    const kind = KINDS[workload.kind as keyof typeof KINDS];

    const report = workloadHealth(kind.project(workload) as AnyWorkloadFacts, {
      pods: of('Pod').map(podKind.project),
      replicaSets: of('ReplicaSet').map(replicaSetKind.project),
      jobs: of('Job').map(jobKind.project),
    });

    expect(report).toEqual(rest.at(-1)?.expected);
  });
});
