import { Resolver } from 'node:dns/promises';
import { until } from '../../world/bootstrap.ts';
import type { Api } from '../../world/api.ts';
import type { WorldState } from '../../world/index.ts';

const NAMESPACE = '/api/v1/namespaces/default';
const ZONE = 'default.svc.cluster.local';
const LABELS = { app: 'fairway-check' };

/** The pods themselves instead of one address. */
const HEADLESS = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'check-pods' },
  spec: {
    clusterIP: 'None',
    selector: LABELS,
    ports: [{ name: 'http', port: 8080 }],
  },
};

const sorted = (values: string[]) => [...values].sort().join();

/** What an error of node:dns calls itself, `ENOTFOUND` for a name that is not. */
const codeOf = async (question: Promise<unknown>) => {
  try {
    return `answered ${JSON.stringify(await question)}`;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

/**
 * Asks the world's CoreDNS for each kind of name that the DNS specification of
 * Kubernetes gives to Services; returns what was answered wrongly.
 */
export async function checkNames(
  api: Api,
  state: WorldState,
  expected: { clusterIP: string; podIPs: string[] },
): Promise<string[]> {
  await api.apply(`${NAMESPACE}/services/check-pods`, HEADLESS);
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  resolver.setServers([state.network.nodeAddress]);
  const ports = async () =>
    (await resolver.resolveSrv(`_http._tcp.check-pods.${ZONE}`)).map(
      ({ port }) => `${port}`,
    );
  const questions: [string, () => Promise<string | undefined>, string][] = [
    [
      'a Service',
      async () => sorted(await resolver.resolve4(`check.${ZONE}`)),
      expected.clusterIP,
    ],
    [
      'a headless Service',
      async () => sorted(await resolver.resolve4(`check-pods.${ZONE}`)),
      sorted(expected.podIPs),
    ],
    [
      'a named port',
      async () => sorted(await ports()),
      sorted(expected.podIPs.map(() => '8080')),
    ],
    [
      'an address',
      async () => sorted(await resolver.reverse(expected.clusterIP)),
      `check.${ZONE}`,
    ],
    [
      'a Service that is not',
      () => codeOf(resolver.resolve4(`nobody.${ZONE}`)),
      'ENOTFOUND',
    ],
    [
      'a name outside the cluster',
      () => codeOf(resolver.resolve4('fairway.example')),
      'ENOTFOUND',
    ],
  ];
  const problems: string[] = [];
  for (const [what, ask, answer] of questions) {
    let last: string | undefined;
    try {
      await until(
        `the name of ${what}`,
        async () => {
          last = await ask();
          return last === answer;
        },
        { timeoutMs: 10_000 },
      );
    } catch (error) {
      problems.push(
        `${(error as Error).message}; wanted ${answer}, last answer ${last}`,
      );
    }
  }
  return problems;
}
