import type { Api } from '../../world/api.ts';
import { judge, type NamespaceLabels } from './judge.ts';
import type { Outcome } from './attempt.ts';
import type { Probe } from './probes.ts';

interface Named {
  metadata: {
    name: string;
    namespace: string;
    labels?: Record<string, string>;
  };
}

/** What the cluster holds that decides over connections. */
async function readCluster(admin: Api) {
  const policies = await admin.get<{ items: Named[] }>(
    '/apis/networking.k8s.io/v1/networkpolicies',
  );
  const { items } = await admin.get<{ items: Named[] }>('/api/v1/namespaces');
  const namespaces: NamespaceLabels = Object.fromEntries(
    items.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
  );
  return { policies, namespaces };
}

/** Holds what the cluster's own policies allow against what they should. */
export async function checkNetwork(
  cyclonus: string,
  admin: Api,
  options: { sandbox: string; probes: Probe[]; log: (line: string) => void },
): Promise<Outcome> {
  const { sandbox, probes, log } = options;
  const cluster = await readCluster(admin);
  const own = cluster.policies.items.filter(
    ({ metadata }) => metadata.namespace === sandbox,
  );
  log(
    `${own.length} NetworkPolicies of ${sandbox}, read from the cluster and judged by cyclonus:`,
  );
  const verdicts = await judge(cyclonus, cluster, probes);
  const short = probes.flatMap(({ what, allowed, port, protocol }, i) => {
    const isRight = verdicts[i] === allowed;
    const say = (verdict: boolean) => (verdict ? 'open' : 'closed');
    log(
      `  ${isRight ? 'ok   ' : 'SHORT'} ${what.padEnd(38)} ${String(
        port,
      ).padStart(5)} ${protocol}  expected ${say(allowed).padEnd(
        6,
      )} cyclonus ${say(verdicts[i])}`,
    );
    return isRight ? [] : [`network: ${what}`];
  });
  // Otherwise a judge that always says what is wished for would please, too.
  const without = await judge(
    cyclonus,
    { ...cluster, policies: { ...cluster.policies, items: [] } },
    probes,
  );
  const isOpen = without.every(Boolean);
  log(
    `  ${
      isOpen ? 'ok   ' : 'SHORT'
    } control: without any policy cyclonus calls ${
      without.filter(Boolean).length
    } of ${probes.length} open`,
  );
  return {
    tried: probes.length,
    short: isOpen ? short : [...short, 'network: control'],
  };
}
