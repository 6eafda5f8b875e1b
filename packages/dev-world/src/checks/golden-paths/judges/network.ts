import {
  judge as ask,
  type NamespaceLabels,
  type Traffic,
} from '../../sandbox/judge.ts';
import type {
  AnyObject,
  EnvironmentObjects,
  Judge,
  Subject,
} from '../types.ts';

/** A connection, and whether the policies must allow it. */
interface Probe extends Traffic {
  what: string;
  allowed: boolean;
}

const POSTGRES = 5432;
const OPS = 9090;

/** Namespaces are known by the label that every cluster gives them. */
const labelled = (...names: string[]): NamespaceLabels =>
  Object.fromEntries(
    names.map(name => [name, { 'kubernetes.io/metadata.name': name }]),
  );

/** What a service of these parameters may be asked by, and may ask. */
function probesOf(
  { parameters, template }: Subject,
  { name: stage, namespace }: EnvironmentObjects,
) {
  const own = {
    namespace,
    labels: { 'app.kubernetes.io/name': parameters.name },
  };
  const stranger = (at: string) => ({ namespace: at, labels: { app: 'x' } });
  // Parameters name the namespaces of dev.
  const [shop, reports] = [`shop-${stage}`, `reports-${stage}`];
  const cartOf = (at: string) => ({
    namespace: at,
    labels: { 'app.kubernetes.io/name': 'cart' },
  });
  const cart = cartOf(shop);
  const elsewhere = cartOf(stage === 'dev' ? 'shop-production' : 'shop-dev');
  const isReached = parameters.port !== undefined;
  const isIngress = parameters.route === 'ingress';
  const hasPods = template !== 'scheduled-job';
  const to = (
    what: string,
    from: Traffic['to'],
    port: number,
    allowed: boolean,
  ) => ({ what, from, to: own, port, protocol: 'TCP', allowed } as Probe);
  const out = (
    what: string,
    target: Traffic['to'],
    port: number,
    allowed: boolean,
  ) =>
    ({ what, from: own, to: target, port, protocol: 'TCP', allowed } as Probe);
  return [
    to(
      'the gateway asks it',
      stranger('gateways'),
      8080,
      isReached && !isIngress,
    ),
    to(
      'the Ingress controller asks it',
      stranger('ingress-nginx'),
      8080,
      isReached && isIngress,
    ),
    to('a neighbour asks it', stranger(namespace), 8080, isReached),
    to('another namespace asks it', stranger(shop), 8080, false),
    to('a component that may call asks it', cart, 8080, isReached),
    to('a namespace that may call asks it', stranger(reports), 8080, isReached),
    to('who may call asks for metrics', cart, OPS, false),
    to('Prometheus asks for metrics', stranger('monitoring'), OPS, hasPods),
    to('that of another stage asks it', elsewhere, 8080, false),
    to('another namespace asks for metrics', stranger(shop), OPS, false),
    out('it asks for a name', stranger('kube-system'), 53, true),
    out('it calls what it said', cart, 8080, true),
    out('it calls another port of that', cart, OPS, false),
    out('it calls something else', stranger(shop), 8080, false),
    out('it calls that of another stage', elsewhere, 8080, false),
    out(
      'it calls PostgreSQL',
      { ip: '10.9.9.9' },
      POSTGRES,
      template === 'database-api',
    ),
    out('it calls what is public', { ip: '203.0.113.1' }, 443, true),
    out('it calls another port of that', { ip: '203.0.113.1' }, 80, false),
    out('it calls what is around the cluster', { ip: '10.9.9.9' }, 443, false),
    out('it asks the cloud who it is', { ip: '169.254.169.254' }, 443, false),
  ];
}

const inNamespace = (object: AnyObject, namespace: string): AnyObject => ({
  ...object,
  metadata: { namespace, ...object.metadata },
});

/**
 * Evaluates the NetworkPolicies: nothing in a dev world enforces them.
 * @param cyclonus - https://github.com/mattfenwick/cyclonus
 */
export const networkJudge = (cyclonus: string): Judge => ({
  name: 'cyclonus',
  cases: subject =>
    subject.environments.map(environment => {
      const { name, namespace, objects } = environment;
      const probes = probesOf(subject, environment);
      const policies = objects
        .filter(({ kind }) => kind === 'NetworkPolicy')
        .map(policy => inNamespace(policy, namespace));
      return {
        what: name,
        key: JSON.stringify([probes, policies]),
        judge: async () => {
          const verdicts = await ask(
            cyclonus,
            {
              policies: {
                apiVersion: 'networking.k8s.io/v1',
                kind: 'NetworkPolicyList',
                items: policies,
              },
              namespaces: labelled(
                namespace,
                'gateways',
                'ingress-nginx',
                'kube-system',
                'monitoring',
                `reports-${name}`,
                `shop-${name}`,
                'shop-dev',
                'shop-production',
              ),
            },
            probes,
          );
          return probes
            .filter(({ allowed }, index) => verdicts[index] !== allowed)
            .map(
              ({ what, allowed }) =>
                `${what}: ${allowed ? 'shut' : 'open'}, and should not be`,
            );
        },
      };
    }),
  twin: {
    file: /^deploy\/(base|chart\/templates)\/networkpolicy\.yaml$/,
    from: 'policyTypes: [Ingress, Egress]',
    to: 'policyTypes: [Ingress]',
  },
});
