import type { PortalApi } from '../../portal/api.ts';
import type { Api } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import type { Attempt } from './attempt.ts';
import { deployment } from './objects.ts';

interface Status {
  status: { conditions?: { type: string; message: string }[] };
}
interface Environments {
  clusters: {
    environments: {
      namespace: string;
      blocked: { workload: string; why: string }[];
    }[];
  }[];
}

const EXCEEDED = /exceeded quota: fairway/;

/**
 * A Deployment of too many pods is no error: what does not fit is refused to its
 * ReplicaSet. Both the cluster and the portal say so.
 */
export function quotaShows(
  api: Api,
  portal: PortalApi,
  namespace: string,
): Attempt[] {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  const said = async (what: string, ask: () => Promise<string | undefined>) => {
    let answer: string | undefined;
    await until(what, async () => {
      answer = await ask();
      return answer !== undefined;
    });
    return answer;
  };
  return [
    {
      what: 'a Deployment of 40 pods; its status',
      try: async () => {
        const body = deployment('many', { replicas: 40, real: false });
        await api.text('POST', path, { body });
        return said('the refusal in the status', async () => {
          const { status } = await api.get<Status>(`${path}/many`);
          return status.conditions?.find(
            ({ type }) => type === 'ReplicaFailure',
          )?.message;
        });
      },
      answered: EXCEEDED,
    },
    {
      what: 'the same; the portal',
      try: () =>
        said('the refusal in the portal', async () => {
          const { clusters } = await portal.get<Environments>(
            'environments/v1/environments?scope=mine',
          );
          return clusters
            .flatMap(({ environments }) => environments)
            .find(one => one.namespace === namespace)
            ?.blocked.find(({ workload }) => workload === 'Deployment many')
            ?.why;
        }),
      answered: EXCEEDED,
    },
    {
      what: 'delete it, and with it its pods',
      try: async () => {
        await api.text('DELETE', `${path}/many`);
        await until('the pods to go', async () => {
          const { items } = await api.get<{ items: unknown[] }>(
            `/api/v1/namespaces/${namespace}/pods`,
          );
          return items.length === 0;
        });
      },
    },
  ];
}
