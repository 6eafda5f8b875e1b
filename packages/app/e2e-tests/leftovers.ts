import { expect, type Page } from '@playwright/test';
import { clusterOf } from './sandbox';
import { administrator } from './support';

/** Calls the portal's API as one of the demo people, past the page. */
export async function callAs(
  page: Page,
  person: string,
  route: { method: 'GET' | 'POST'; path: string; body?: object },
): Promise<{ status: number; body: unknown }> {
  return page.evaluate(
    async ({ who, method, path, body }) => {
      const refreshed = await fetch('/api/auth/developer/refresh', {
        headers: {
          'x-fairway-person': who,
          'x-requested-with': 'XMLHttpRequest',
        },
      });
      const { token } = (await refreshed.json()).backstageIdentity;
      const response = await fetch(`/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text.startsWith('{') ? JSON.parse(text) : text,
      };
    },
    { who: person, ...route },
  );
}

/** A sandbox of a demo person, in which things can be left over. */
export async function makeSandbox(
  page: Page,
  person: string,
  title: string,
): Promise<string> {
  const { status, body } = await callAs(page, person, {
    method: 'POST',
    path: 'environments/v1/sandbox',
    body: { title },
  });
  const { namespace } = body as { namespace?: string };
  if (!namespace) {
    throw new Error(`No sandbox: ${status} ${JSON.stringify(body)}`);
  }
  return namespace;
}

interface Listed {
  items: Array<{
    metadata: {
      name: string;
      namespace?: string;
      annotations?: Record<string, string>;
    };
  }>;
}

/**
 * Takes away the sandboxes of a demo person that a former try left, so that the
 * next one finds a person who has none.
 *
 * @param isMeant - by title and name of its namespace
 */
export async function clearSandboxes(
  person: string,
  isMeant: (sandbox: { title?: string; namespace: string }) => boolean,
): Promise<void> {
  const api = administrator();
  const { items } = await api.get<Listed>(
    '/api/v1/namespaces?labelSelector=fairway.dev%2Fkind%3Dsandbox',
  );
  const left = items
    .filter(({ metadata: { name, annotations = {} } }) => {
      const isTheirs =
        annotations['fairway.dev/owner'] === `user:default/${person}`;
      const title = annotations['fairway.dev/title'];
      return isTheirs && isMeant({ title, namespace: name });
    })
    .map(({ metadata }) => metadata.name);
  for (const name of left) {
    await api.text('DELETE', `/api/v1/namespaces/${name}`);
  }
  for (const name of left) {
    await expect
      .poll(() => clusterOf(name).exists(), { timeout: 120_000 })
      .toBe(false);
  }
}

/** Takes away the sandboxes in which a person has a workspace of a component. */
export async function clearWorkspaces(
  person: string,
  component: string,
): Promise<void> {
  const { items } = await administrator().get<Listed>(
    '/apis/apps/v1/deployments?labelSelector=fairway.dev%2Fworkspace',
  );
  const places = items
    .filter(({ metadata }) => metadata.name.startsWith(`ws-${component}-`))
    .map(({ metadata }) => metadata.namespace);
  await clearSandboxes(person, ({ namespace }) => places.includes(namespace));
}

/**
 * A job that has just ended, as the cluster tells it. Who ran it is said to be
 * somebody else, so that the job controller leaves what it tells alone.
 */
export async function leaveJob(
  namespace: string,
  name: string,
  how: 'Complete' | 'Failed',
): Promise<void> {
  const api = administrator();
  const jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;
  const { metadata } = await api.json<{
    metadata: { creationTimestamp: string };
  }>('POST', jobs, {
    body: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name },
      spec: {
        managedBy: 'fairway.dev/browser-tests',
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'main', image: 'localhost/fairway-demo:1.0' }],
          },
        },
      },
    },
  });
  const at = metadata.creationTimestamp;
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastTransitionTime: at,
  });
  await api.json('PATCH', `${jobs}/${name}/status`, {
    contentType: 'application/merge-patch+json',
    body: {
      status: {
        startTime: at,
        ...(how === 'Complete' && { completionTime: at, succeeded: 1 }),
        conditions: [
          condition(
            how === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget',
          ),
          condition(how),
        ],
      },
    },
  });
}

/** Whether a job is still in the cluster. */
export async function jobExists(
  namespace: string,
  name: string,
): Promise<boolean> {
  const { items } = await administrator().get<{
    items: Array<{ metadata: { name: string } }>;
  }>(`/apis/batch/v1/namespaces/${namespace}/jobs`);
  return items.some(({ metadata }) => metadata.name === name);
}
