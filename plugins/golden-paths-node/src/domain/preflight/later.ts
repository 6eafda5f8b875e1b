import type {
  GoldenPathFinding,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { finding, inOrder, withFieldNames } from './finding';

/** Where others than the person make it: of a later stage, or all of it. */
export interface OthersPlace {
  /** e.g. `staging`; undefined: where it runs first. */
  stage?: string;
  cluster: string;
  namespace: string;
  /** The template's own names of its fields, by ours. */
  fieldNames?: Readonly<Record<string, string>>;
}

/**
 * What can still come before anything is delivered there: a namespace, a
 * ConfigMap. And the rights are those of whoever delivers, not of this person.
 */
const MAY_COME = new Set(['no-namespace', 'no-config-map', 'rights']);

/** What was said of such a place, as part of the whole. */
export function ofOthers(
  report: PreflightReport,
  at: OthersPlace,
): PreflightReport {
  const findings = report.findings.map(one => ({
    ...one,
    severity:
      MAY_COME.has(one.id) && one.severity === 'block'
        ? ('confirm' as const)
        : one.severity,
    message: at.stage ? `${at.stage}: ${one.message}` : one.message,
  }));
  return {
    passed: findings.every(({ severity }) => severity !== 'block'),
    findings: withFieldNames(findings, fieldNamesOf(at)),
    room: at.stage
      ? report.room.map(line => ({
          ...line,
          stage: at.stage,
          namespace: at.namespace,
        }))
      : report.room,
  };
}

/** Of a place that could not be asked, as the person may do nothing there, say. */
export function notAsked(at: OthersPlace, why: string): PreflightReport {
  return ofOthers(
    {
      passed: true,
      findings: [
        finding('not-asked', 'confirm', {
          message: `${at.namespace} of cluster ${at.cluster} was not asked: ${why}`,
          field: 'target',
        }),
      ],
      room: [],
    },
    at,
  );
}

/** All of it: nothing blocks anywhere. Where it runs first is said first. */
export function together(
  first: PreflightReport,
  later: readonly PreflightReport[],
): PreflightReport {
  const all = [first, ...later];
  return {
    ...first,
    passed: all.every(({ passed }) => passed),
    findings: inOrder(all.flatMap<GoldenPathFinding>(one => one.findings)),
    room: all.flatMap(({ room }) => room),
    urls: all.flatMap(({ urls }) => urls ?? []),
  };
}

/** A stage has a field of its own for where it is and for its host. */
function fieldNamesOf({ stage, fieldNames }: OthersPlace) {
  return {
    ...(stage && { target: stage, host: `${stage}Host` }),
    ...fieldNames,
  };
}
