import type {
  GoldenPathFinding,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { answerFindings } from './answers';
import { collisionFindings } from './collisions';
import { configMapFindings } from './configMaps';
import type { Candidate, Dependency, Origin, Surroundings } from './facts';
import { finding, inOrder, withFieldNames } from './finding';
import { gatewayFindings } from './gateways';
import { hostFindings } from './hosts';
import { imageFindings } from './images';
import { kindFindings } from './kinds';
import { limitRangeFindings } from './limitRanges';
import { dnsFindings } from './names';
import { podSecurityFindings } from './podSecurity';
import { quotaAnswer } from './quota';
import { reachFindings } from './reach';
import { replicaFindings } from './replicas';
import { trafficFindings } from './traffic';

/** What is to be made, where, and by whom. */
export interface PreflightQuestion {
  candidates: readonly Candidate[];
  around: Surroundings;
  origin: Origin;
  dependencies?: readonly Dependency[];
  /** The template's own names of its fields. */
  fieldNames?: Readonly<Record<string, string>>;
}

/**
 * Everything that would keep the objects from running, or from being made at
 * all. Decides from what was read before; asks nobody.
 */
export function preflight(question: PreflightQuestion): PreflightReport {
  const { candidates, around, origin, dependencies = [] } = question;
  const missing = namespaceFindings(around);
  const quota = quotaAnswer(candidates, around);
  const replicas = replicaFindings(candidates);
  const findings = inOrder([
    ...missing,
    ...kindFindings(candidates, around),
    ...collisionFindings(candidates, origin),
    ...replicas,
    ...quota.findings,
    ...limitRangeFindings(candidates, around),
    ...imageFindings(candidates),
    ...hostFindings(candidates, around),
    ...dnsFindings(candidates, around),
    ...gatewayFindings(candidates, around),
    ...trafficFindings(around),
    ...configMapFindings(candidates, around),
    ...podSecurityFindings(candidates, around),
    ...reachFindings(candidates, around, dependencies),
    // Of a namespace that is not there, the answers all say the same.
    ...(missing.length > 0
      ? []
      : withoutEchoes(answerFindings(candidates, around), [
          ...quota.findings,
          ...replicas,
        ])),
  ]);
  return {
    passed: findings.every(({ severity }) => severity !== 'block'),
    findings: withFieldNames(findings, question.fieldNames ?? {}),
    room: quota.room,
  };
}

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function namespaceFindings({
  namespaceLabels,
  namespace,
  cluster,
}: Surroundings): GoldenPathFinding[] {
  if (!NAMESPACE.test(namespace)) {
    return [
      finding('namespace', 'block', {
        message: `'${namespace}' is no name of a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends`,
        field: 'target',
      }),
    ];
  }
  return namespaceLabels
    ? []
    : [
        finding('no-namespace', 'block', {
          message: `there is no namespace '${namespace}' in cluster ${cluster}`,
          field: 'target',
        }),
      ];
}

/** What is said in plain words is not said once more in those of the API server. */
function withoutEchoes(
  answers: readonly GoldenPathFinding[],
  known: readonly GoldenPathFinding[],
): readonly GoldenPathFinding[] {
  const isKnown = (id: string) => known.some(one => one.id === id);
  return answers.filter(
    ({ id, field }) =>
      // The arithmetic says more than the refusal of a single pod does.
      !(id === 'quota' && isKnown('quota')) &&
      !(field === 'replicas' && isKnown('replicas')),
  );
}
