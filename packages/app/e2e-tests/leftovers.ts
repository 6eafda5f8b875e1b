import type { Page } from '@playwright/test';
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
