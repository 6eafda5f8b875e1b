import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fieldsOf,
  placeOf,
  podTemplateOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type {
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyPeer,
} from '@kubernetes/client-node';
import type { Candidate, Dependency, Surroundings } from './facts';
import { finding } from './finding';

type Labels = Readonly<Record<string, string>>;

/**
 * Whether the pods may talk to what they need, by the NetworkPolicies that are
 * there and those that come along. Says nothing of addresses outside the
 * cluster, nor of what the other side lets in.
 */
export function reachFindings(
  candidates: readonly Candidate[],
  around: Surroundings,
  dependencies: readonly Dependency[],
): GoldenPathFinding[] {
  const objects = candidates.map(({ object }) => object);
  const policies = [
    ...around.networkPolicies,
    ...objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(object => object as unknown as V1NetworkPolicy),
  ];
  return objects.flatMap(object => {
    const labels = podLabels(object);
    return labels
      ? dependencies
          .filter(wanted => !mayReach({ labels, policies, around }, wanted))
          .map(wanted => unreachable(object, wanted, around))
      : [];
  });
}

function unreachable(
  object: Manifest,
  { namespace, labels, ports }: Dependency,
  around: Surroundings,
): GoldenPathFinding {
  const where = [
    labels ? `pods ${selectorText(labels)}` : 'pods',
    `in ${namespace ?? around.namespace}`,
    ...(ports ? [`at port ${ports.join(', ')}`] : []),
  ].join(' ');
  return finding('network', 'confirm', {
    message: `${placeOf(
      object,
    )} needs to reach ${where}, but no NetworkPolicy of ${
      around.namespace
    } lets it out`,
    object: placeOf(object),
    field: 'target',
  });
}

function selectorText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function podLabels(object: Manifest): Labels | undefined {
  if (!podTemplateOf(object)) {
    return undefined;
  }
  const spec = fieldsOf(object.spec);
  const owner =
    object.kind === 'CronJob'
      ? fieldsOf(fieldsOf(spec.jobTemplate).spec)
      : spec;
  return fieldsOf(fieldsOf(fieldsOf(owner.template).metadata).labels) as Record<
    string,
    string
  >;
}

/** No policy that isolates egress lets everything out; else one rule must allow. */
function mayReach(
  from: {
    labels: Labels;
    policies: readonly V1NetworkPolicy[];
    around: Surroundings;
  },
  wanted: Dependency,
): boolean {
  const isolating = from.policies.filter(
    ({ spec }) =>
      isolatesEgress(spec) && selects(spec?.podSelector, from.labels),
  );
  return (
    isolating.length === 0 ||
    (wanted.ports ?? [undefined]).every(port =>
      isolating.some(({ spec }) =>
        (spec?.egress ?? []).some(rule =>
          allows(rule, { wanted, port, around: from.around }),
        ),
      ),
    )
  );
}

function isolatesEgress(spec: V1NetworkPolicy['spec']): boolean {
  return (
    spec?.policyTypes?.includes('Egress') ?? (spec?.egress ?? []).length > 0
  );
}

interface Question {
  wanted: Dependency;
  port: number | undefined;
  around: Surroundings;
}

function allows(rule: V1NetworkPolicyEgressRule, question: Question): boolean {
  const { to = [], ports = [] } = rule;
  return (
    (ports.length === 0 ||
      question.port === undefined ||
      ports.some(({ port, endPort }) =>
        portFits(port, endPort, question.port!),
      )) &&
    (to.length === 0 || to.some(peer => peerFits(peer, question)))
  );
}

function portFits(
  port: unknown,
  endPort: number | undefined,
  wanted: number,
): boolean {
  if (port === undefined) {
    return true;
  }
  // A port by name is for the pods to say, which are not known here.
  return typeof port !== 'number'
    ? true
    : wanted >= port && wanted <= (endPort ?? port);
}

function peerFits(
  { namespaceSelector, podSelector, ipBlock }: V1NetworkPolicyPeer,
  { wanted, around }: Question,
): boolean {
  if (ipBlock) {
    return ipBlock.cidr === '0.0.0.0/0' || ipBlock.cidr === '::/0';
  }
  const namespace = wanted.namespace ?? around.namespace;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, labelsOf(namespace, around))
    : namespace === around.namespace;
  return (
    inNamespace && (!podSelector || selects(podSelector, wanted.labels ?? {}))
  );
}

function labelsOf(namespace: string, around: Surroundings): Labels {
  const known =
    namespace === around.namespace
      ? around.namespaceLabels
      : around.labelsOf[namespace];
  return { 'kubernetes.io/metadata.name': namespace, ...known };
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
function selects(
  { matchLabels = {}, matchExpressions = [] }: V1LabelSelector = {},
  labels: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const has = Object.hasOwn(labels, key);
      switch (operator) {
        case 'In':
          return has && values.includes(labels[key]);
        case 'NotIn':
          return !has || !values.includes(labels[key]);
        case 'Exists':
          return has;
        case 'DoesNotExist':
          return !has;
        default:
          return false;
      }
    })
  );
}
