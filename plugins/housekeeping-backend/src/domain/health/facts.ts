import type {
  FixPlan,
  HealthFact,
  HealthFactId,
  MendableKind,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { matchesSelector } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Source } from '../kinds';
import type { ContainerFacts } from '../kinds/containers';
import type { ObjectFacts } from '../kinds/facts';
import { isFloating } from '../kinds/images';
import { cronJobKind } from '../kinds/jobs';
import { budgetKind, type BudgetFacts } from '../kinds/others';
import { podKind, type PodFacts } from '../kinds/pods';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
} from '../kinds/workloads';
import {
  addBudget,
  addLimits,
  addProbe,
  addRequests,
  lookAtCrash,
  pinImage,
  stableLabels,
} from './fixes';

/** A workload, as far as its health is asked about. */
export interface Patient extends ObjectFacts {
  kind: MendableKind;
  replicas: number;
  podLabels: Readonly<Record<string, string>>;
  containers: readonly ContainerFacts[];
  claimTemplates?: readonly string[];
}

/** A fact before it is known whose it is. */
export interface Ailment
  extends Pick<
    HealthFact,
    'fact' | 'severity' | 'message' | 'containers' | 'since'
  > {
  patient: Patient;
  fix: () => FixPlan;
}

/** Milliseconds for which a crash loop goes on before it is told of. */
export const LONG_CRASH = 3_600_000;

/** Every workload of a namespace that has containers of its own. */
export function patientsIn(source: Source, namespace: string): Patient[] {
  return [
    ...source.items(deploymentKind, namespace),
    ...source.items(statefulSetKind, namespace),
    ...source.items(daemonSetKind, namespace),
    ...[...source.items(cronJobKind, namespace)].map(job => ({
      ...job,
      kind: 'CronJob' as const,
      replicas: 0,
      podLabels: {},
    })),
  ];
}

/** What the workloads of a namespace lack. Pure. */
export function ailmentsIn(
  source: Source,
  namespace: string,
  now: Date,
): Ailment[] {
  const budgets = [...source.items(budgetKind, namespace)];
  const pods = podsByWorkload(source, namespace);
  const patients = patientsIn(source, namespace);
  return patients.flatMap(patient => [
    ...containerAilments(patient, pods(patient)),
    ...(needsBudget(patient) &&
    !budgets.some(({ selector }) =>
      matchesSelector(selector, patient.podLabels),
    )
      ? [noBudget(patient, { budgets, patients })]
      : []),
    ...crashes(patient, pods(patient), now),
  ]);
}

/** Runs all the time, so that something may be wrong with it at any time. */
function serves({ kind }: Patient): boolean {
  return kind !== 'CronJob';
}

function needsBudget({ kind, replicas }: Patient): boolean {
  return (kind === 'Deployment' || kind === 'StatefulSet') && replicas > 1;
}

function containerAilments(
  patient: Patient,
  pods: readonly PodFacts[],
): Ailment[] {
  const where = (lacks: (container: ContainerFacts) => boolean) =>
    patient.containers.filter(lacks);
  const tell = (
    found: readonly ContainerFacts[],
    fact: Omit<Ailment, 'patient' | 'containers'>,
  ): Ailment[] =>
    found.length > 0
      ? [{ ...fact, patient, containers: found.map(({ name }) => name) }]
      : [];
  const unready = serves(patient) ? where(({ readiness }) => !readiness) : [];
  const unlively = serves(patient) ? where(({ liveness }) => !liveness) : [];
  const hungry = where(
    ({ requests, limits }) =>
      !has(requests, limits, 'cpu') || !has(requests, limits, 'memory'),
  );
  const boundless = where(({ limits }) => !limits?.memory);
  const floating = where(({ image }) => isFloating(image));
  return [
    ...tell(unready, {
      fact: 'no-readiness-probe',
      severity: 'high',
      message: `${named(
        unready,
      )} no readiness probe: requests reach it before it can answer them, and while it cannot`,
      fix: () => addProbe(patient, unready, 'readinessProbe'),
    }),
    ...tell(unlively, {
      fact: 'no-liveness-probe',
      severity: 'low',
      message: `${named(
        unlively,
      )} no liveness probe: if it hangs, nothing starts it again`,
      fix: () => addProbe(patient, unlively, 'livenessProbe'),
    }),
    ...tell(hungry, {
      fact: 'no-requests',
      severity: 'high',
      message: `${named(
        hungry,
      )} no requests for both CPU and memory: the scheduler takes it for nothing, and nodes get overfull`,
      fix: () => addRequests(patient, hungry),
    }),
    ...tell(boundless, {
      fact: 'no-limits',
      severity: 'medium',
      message: `${named(
        boundless,
      )} no memory limit: if it leaks, its node suffers, and its neighbours with it`,
      fix: () => addLimits(patient, boundless),
    }),
    ...tell(floating, {
      fact: 'latest-tag',
      severity: 'medium',
      message: `${named(
        floating,
      )} an image without a fixed tag: tomorrow's pods may run something else than today's`,
      fix: () => pinImage(patient, floating, pods),
    }),
  ];
}

function has(
  requests: ContainerFacts['requests'],
  limits: ContainerFacts['limits'],
  resource: string,
): boolean {
  // A request that is not stated is the limit.
  return Boolean(requests?.[resource] ?? limits?.[resource]);
}

function named(containers: readonly ContainerFacts[]): string {
  const names = containers.map(({ name }) => name).join(', ');
  return containers.length > 1
    ? `Containers ${names} have`
    : `Container ${names} has`;
}

function noBudget(
  patient: Patient,
  { budgets, patients }: { budgets: BudgetFacts[]; patients: Patient[] },
): Ailment {
  const labels = Object.entries(stableLabels(patient.podLabels));
  const bears = ({ podLabels }: Patient) =>
    labels.every(([key, value]) => podLabels[key] === value);
  return {
    patient,
    fact: 'no-disruption-budget',
    severity: 'medium',
    message: `No PodDisruptionBudget covers its ${patient.replicas} pods: draining nodes may take all of them at once`,
    containers: [],
    fix: () =>
      addBudget(patient, {
        taken: new Set(budgets.map(({ name }) => name)),
        others: patients.filter(other => other !== patient && bears(other)),
      }),
  };
}

function crashes(
  patient: Patient,
  pods: readonly PodFacts[],
  now: Date,
): Ailment[] {
  const crashing = pods.flatMap(pod =>
    pod.crash && now.getTime() - Date.parse(pod.crash.since) >= LONG_CRASH
      ? [{ pod, crash: pod.crash }]
      : [],
  );
  const [worst] = crashing.sort((a, b) =>
    a.crash.since < b.crash.since ? -1 : 1,
  );
  if (!worst) {
    return [];
  }
  const { pod, crash } = worst;
  const fact: HealthFactId = 'crash-loop';
  return [
    {
      patient,
      fact,
      severity: 'high',
      message: `Container ${crash.container} of ${pod.name} keeps crashing since ${crash.since}, ${crash.restarts} times by now`,
      containers: [crash.container],
      since: crash.since,
      fix: () => lookAtCrash(patient, pod, crash),
    },
  ];
}

/** Pods by the workload that they belong to, in the end. */
function podsByWorkload(source: Source, namespace: string) {
  const found = new Map<string, PodFacts[]>();
  for (const pod of source.items(podKind, namespace)) {
    const { controller } = pod;
    const workload =
      controller?.kind === 'ReplicaSet'
        ? source.get(replicaSetKind, namespace, controller.name)?.controller
        : controller;
    if (workload && (pod.crash || pod.digests)) {
      const key = `${workload.kind}/${workload.name}`;
      const pods = found.get(key);
      if (pods) {
        pods.push(pod);
      } else {
        found.set(key, [pod]);
      }
    }
  }
  return ({ kind, name }: Patient): readonly PodFacts[] =>
    found.get(`${kind}/${name}`) ?? [];
}
