import { setTimeout as sleep } from 'node:timers/promises';
import { PortalError, type PortalApi } from '../../portal/api.ts';

interface Task {
  status: string;
}

interface TaskEvent {
  type: string;
  body: {
    message: string;
    output?: { text?: { title?: string; content?: string }[] };
  };
}

const TEMPLATE = 'template:default/sandbox';
const PATIENCE_MS = 120_000;

/**
 * Lets the scaffolder make a sandbox, as a person who filled in the template's
 * form, and returns its namespace as the task says it.
 */
export async function sandboxByTemplate(
  portal: PortalApi,
  values: object,
): Promise<string> {
  const began = Date.now();
  // The catalog reads the templates a moment after the portal is up.
  const { id } = await untilKnown(began, () =>
    portal.post<{ id: string }>('scaffolder/v2/tasks', {
      templateRef: TEMPLATE,
      values,
    }),
  );
  let status = 'open';
  while (['open', 'processing'].includes(status)) {
    if (Date.now() - began > PATIENCE_MS) {
      throw new Error(`The task ${id} of ${TEMPLATE} is still ${status}`);
    }
    await sleep(200);
    ({ status } = await portal.get<Task>(`scaffolder/v2/tasks/${id}`));
  }
  const events = await portal.get<TaskEvent[]>(
    `scaffolder/v2/tasks/${id}/events`,
  );
  if (status !== 'completed') {
    const said = events.map(({ body }) => body.message).join('\n');
    throw new Error(`The task ${id} of ${TEMPLATE} ${status}:\n${said}`);
  }
  const completion = events.find(({ type }) => type === 'completion');
  const text = completion?.body.output?.text?.[0]?.content ?? '';
  const [, namespace] = /^`([a-z0-9-]+)` in cluster `/.exec(text) ?? [];
  if (!namespace) {
    throw new Error(`The task ${id} of ${TEMPLATE} says only: ${text}`);
  }
  return namespace;
}

async function untilKnown<T>(began: number, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isUnknown = error instanceof PortalError && error.status === 404;
      if (!isUnknown || Date.now() - began > PATIENCE_MS) {
        throw error;
      }
      await sleep(1000);
    }
  }
}
