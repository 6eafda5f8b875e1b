import {
  quantityToNumber,
  type FixPlan,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { CONTAINER_DEFAULTS } from '@fairway-idp/backstage-plugin-fairway-node';
import { stringify } from 'yaml';
import type { ContainerFacts } from '../kinds/containers';
import type { Crash, PodFacts } from '../kinds/pods';
import type { Patient } from './facts';

const MIB = 2 ** 20;
/** Of the request. */
const DEFAULT_LIMIT_FACTOR = 2;

/** A change of some containers, as a strategic merge patch. */
function patchContainers(
  patient: Patient,
  containers: ReadonlyArray<{ name: string; before: object; after: object }>,
): Pick<FixPlan, 'how' | 'document' | 'before' | 'after' | 'command'> {
  const wrap = (side: 'before' | 'after') =>
    inTemplate(
      patient,
      containers.map(one => ({ name: one.name, ...one[side] })),
    );
  const after = stringify(wrap('after'));
  return {
    how: 'patch',
    document: after,
    before: stringify(wrap('before')),
    after,
    command: `kubectl patch ${patient.kind.toLowerCase()} ${
      patient.name
    } --namespace ${patient.namespace} --patch ${quoted(
      JSON.stringify(wrap('after')),
    )}`,
  };
}

/** For a shell: nothing within is looked at. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function inTemplate({ kind }: Patient, containers: object[]): object {
  const template = { spec: { template: { spec: { containers } } } };
  return kind === 'CronJob' ? { spec: { jobTemplate: template } } : template;
}

/** Asks its port whether it is there: the least that any server answers. */
export function addProbe(
  patient: Patient,
  containers: readonly ContainerFacts[],
  probe: 'readinessProbe' | 'livenessProbe',
): FixPlan {
  const known = containers.filter(({ port }) => port !== undefined);
  const what = probe === 'readinessProbe' ? 'readiness' : 'liveness';
  if (known.length === 0) {
    return {
      summary: `Add a ${what} probe: it declares no port, so that only its makers know what to ask`,
      how: 'look',
      assumptions: [],
    };
  }
  return {
    summary: `Add a ${what} probe to ${namesOf(known)}`,
    ...patchContainers(
      patient,
      known.map(({ name, port }) => ({
        name,
        before: {},
        after: {
          [probe]: {
            tcpSocket: { port },
            periodSeconds: 10,
            // Slow to judge: a wrong answer of this one starts it again.
            ...(probe === 'livenessProbe' && {
              initialDelaySeconds: 30,
              failureThreshold: 6,
            }),
          },
        },
      })),
    ),
    assumptions: [
      ...known.map(
        ({ name, port }) =>
          `${name} serves on port ${port}, the first that it declares`,
      ),
      'A page such as /healthz says more than an open port: ask that instead if there is one',
    ],
  };
}

/** Little, where nothing is known; what it says already stays. */
export function addRequests(
  patient: Patient,
  containers: readonly ContainerFacts[],
): FixPlan {
  return {
    summary: `Say what ${namesOf(containers)} needs`,
    ...patchContainers(
      patient,
      containers.map(({ name, requests = {}, limits = {} }) => ({
        name,
        before: { resources: { requests } },
        after: {
          resources: {
            requests: {
              ...CONTAINER_DEFAULTS.requests,
              ...limits,
              ...requests,
            },
          },
        },
      })),
    ),
    assumptions: [
      'The amounts are small defaults: look at what it really uses before you set them',
    ],
  };
}

/** A memory limit only: a CPU limit slows down what could run freely. */
export function addLimits(
  patient: Patient,
  containers: readonly ContainerFacts[],
): FixPlan {
  return {
    summary: `Bound the memory of ${namesOf(containers)}`,
    ...patchContainers(
      patient,
      containers.map(({ name, requests, limits = {} }) => ({
        name,
        before: { resources: { limits } },
        after: {
          resources: {
            limits: { ...limits, memory: limitFor(requests?.memory) },
          },
        },
      })),
    ),
    assumptions: [
      `${DEFAULT_LIMIT_FACTOR} times the request, or ${CONTAINER_DEFAULTS.limits.memory} where there is none: look at its peak before you set it`,
    ],
  };
}

function limitFor(request: string | undefined): string {
  const bytes = quantityToNumber(request ?? '') ?? 0;
  return bytes > 0
    ? `${Math.ceil((bytes * DEFAULT_LIMIT_FACTOR) / MIB)}Mi`
    : CONTAINER_DEFAULTS.limits.memory;
}

/**
 * The budget that lets nodes be drained, one pod at a time.
 *
 * @param options.taken - names of the budgets that are there
 * @param options.others - workloads whose pods it would cover as well
 */
export function addBudget(
  patient: Patient,
  options: { taken: ReadonlySet<string>; others: readonly Patient[] },
): FixPlan {
  const { kind, namespace, podLabels } = patient;
  const { taken, others } = options;
  const names = [patient.name, `${patient.name}-${kind.toLowerCase()}`];
  const name = names.find(one => !taken.has(one)) ?? `${patient.name}-fairway`;
  const document = stringify({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: stableLabels(podLabels) },
    },
  });
  return {
    summary: 'Add a PodDisruptionBudget that lets one pod go at a time',
    how: 'create',
    document,
    after: document,
    command: `kubectl create --filename - <<'EOF'\n${document}EOF`,
    assumptions: [
      'Its other pods can bear the load while one is away',
      ...others.map(
        other =>
          `Pods of ${other.kind} ${other.name} bear these labels too: the budget counts them in`,
      ),
    ],
  };
}

/** Labels that differ with every revision select only the pods of today. */
export function stableLabels(labels: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([key]) =>
        key !== 'pod-template-hash' && key !== 'controller-revision-hash',
    ),
  );
}

/** The very image that runs now. */
export function pinImage(
  patient: Patient,
  containers: readonly ContainerFacts[],
  pods: readonly PodFacts[],
): FixPlan {
  const pinned = containers.flatMap(({ name, image }) => {
    const digest = pods.find(({ digests }) => digests?.[name])?.digests?.[name];
    const sha = digest?.split('@')[1];
    return sha
      ? [
          {
            name,
            before: { image },
            after: { image: `${baseOf(image)}@${sha}` },
          },
        ]
      : [];
  });
  if (pinned.length === 0) {
    return {
      summary:
        'Name a fixed tag or digest: no pod runs it now, so that it cannot be told which',
      how: 'look',
      assumptions: [],
    };
  }
  return {
    summary: `Name the image of ${namesOf(pinned)} that runs now`,
    ...patchContainers(patient, pinned),
    assumptions: ['What runs now is what you want'],
  };
}

function baseOf(image: string): string {
  return image.replace(/:latest$/, '');
}

/** More memory if that was it; else its log knows. */
export function lookAtCrash(
  patient: Patient,
  pod: PodFacts,
  crash: Crash,
): FixPlan {
  const { container } = crash;
  const command = `kubectl logs ${pod.name} --namespace ${pod.namespace} --container ${container} --previous`;
  const limit = patient.containers.find(({ name }) => name === container)
    ?.limits?.memory;
  const bytes = quantityToNumber(limit ?? '');
  if (!crash.outOfMemory || !limit || !bytes) {
    return {
      summary: `Look at its last log: it ended with exit code ${
        crash.exitCode ?? 'unknown'
      }`,
      how: 'look',
      command,
      assumptions: [],
    };
  }
  const more = `${Math.ceil((bytes * 2) / MIB)}Mi`;
  return {
    summary: `Give ${container} twice the memory: it was ended for using more than ${limit}`,
    ...patchContainers(patient, [
      {
        name: container,
        before: { resources: { limits: { memory: limit } } },
        after: { resources: { limits: { memory: more } } },
      },
    ]),
    assumptions: ['It needs more, and does not just leak', command],
  };
}

function namesOf(containers: ReadonlyArray<{ name: string }>): string {
  return containers.map(({ name }) => name).join(', ');
}
