import type {
  GoldenPathFinding,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { answerFindings } from './answers';
import { collisionFindings } from './collisions';
import type { Candidate, Dependency, Origin, Surroundings } from './facts';
import { finding, inOrder, withFieldNames } from './finding';
import { hostFindings } from './hosts';
import { imageFindings } from './images';
import { kindFindings } from './kinds';
import { limitRangeFindings } from './limitRanges';
import { dnsFindings } from './names';
import { podSecurityFindings } from './podSecurity';
import { quotaAnswer } from './quota';
import { reachFindings } from './reach';

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
  const findings = inOrder([
    ...missing,
    ...kindFindings(candidates, around),
    ...collisionFindings(candidates, origin),
    ...quota.findings,
    ...limitRangeFindings(candidates, around),
    ...imageFindings(candidates),
    ...hostFindings(candidates, around),
    ...dnsFindings(candidates, around),
    ...podSecurityFindings(candidates, around),
    ...reachFindings(candidates, around, dependencies),
    // Of a namespace that is not there, the answers all say the same.
    ...(missing.length > 0
      ? []
      : withoutEchoes(answerFindings(candidates, around), quota.findings)),
  ]);
  return {
    passed: findings.every(({ severity }) => severity !== 'block'),
    findings: withFieldNames(findings, question.fieldNames ?? {}),
    room: quota.room,
  };
}

function namespaceFindings({
  namespaceLabels,
  namespace,
  cluster,
}: Surroundings): GoldenPathFinding[] {
  return namespaceLabels
    ? []
    : [
        finding('no-namespace', 'block', {
          message: `there is no namespace '${namespace}' in cluster ${cluster}`,
          field: 'target',
        }),
      ];
}

/** The arithmetic says more of a quota than the refusal of a single pod does. */
function withoutEchoes(
  answers: readonly GoldenPathFinding[],
  quota: readonly GoldenPathFinding[],
): readonly GoldenPathFinding[] {
  const isKnown = quota.some(({ id }) => id === 'quota');
  return isKnown ? answers.filter(({ id }) => id !== 'quota') : answers;
}
