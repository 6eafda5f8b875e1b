import type { Api } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import type { Attempt } from './attempt.ts';
import { claim, configMap, deployment, service } from './objects.ts';

interface List {
  items: { metadata: { name: string } }[];
}

/** What an owner does in a sandbox, from the first object to the last. */
export function ownersWork(
  api: Api,
  namespace: string,
  real: boolean,
): Attempt[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const apps = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  const create = (path: string, body: object) =>
    api.text('POST', path, { body });
  const ready = (count: number) =>
    until(`${count} ready pods`, async () => {
      const { status } = await api.get<{ status: { readyReplicas?: number } }>(
        `${apps}/web`,
      );
      return (status.readyReplicas ?? 0) === count;
    });
  return [
    {
      what: 'create a ConfigMap',
      try: () => create(`${core}/configmaps`, configMap('settings')),
    },
    {
      what: 'create a Service',
      try: () => create(`${core}/services`, service('web')),
    },
    {
      what: 'create a PersistentVolumeClaim',
      try: () => create(`${core}/persistentvolumeclaims`, claim('data', '1Gi')),
    },
    {
      what: 'deploy: a Deployment of two becomes ready',
      try: async () => {
        await create(apps, deployment('web', { replicas: 2, real }));
        await ready(2);
      },
    },
    {
      what: real ? 'read a log of a real pod' : 'list its pods',
      try: async () => {
        const { items } = await api.get<List>(`${core}/pods`);
        const path = `${core}/pods/${items[0].metadata.name}/log`;
        if (real && (await api.text('GET', path)) === '') {
          throw new Error('the log is empty');
        }
      },
    },
    {
      what: 'scale it to three',
      try: async () => {
        await api.text('PATCH', `${apps}/web/scale`, {
          body: { spec: { replicas: 3 } },
          contentType: 'application/merge-patch+json',
        });
        await ready(3);
      },
    },
    {
      what: 'see what the quota leaves',
      try: () => api.text('GET', `${core}/resourcequotas/fairway`),
    },
    { what: 'delete it', try: () => api.text('DELETE', `${apps}/web`) },
  ];
}
