import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Who wants to do what, and why. */
export interface Intent {
  actor: string;
  verb: string;
  cluster: string;
  namespace: string;
  reason: string;
  request?: Request;
}

/**
 * Records an attempt, whatever its end. What `work` notes while it goes on is
 * part of the event, also if it fails then.
 */
export async function audited<T>(
  auditor: AuditorService,
  intent: Intent,
  work: (note: (more: JsonObject) => void) => Promise<T>,
): Promise<T> {
  const { request, verb, ...meta } = intent;
  const event = await auditor.createEvent({
    eventId: 'environment-change',
    severityLevel: 'medium',
    ...(request && { request }),
    meta: { ...meta, actionType: verb },
  });
  let notes: JsonObject = {};
  try {
    const result = await work(more => {
      notes = { ...notes, ...more };
    });
    await event.success({ meta: notes });
    return result;
  } catch (error) {
    await event.fail({
      error: error as Error,
      meta: { ...notes, outcome: 'refused' },
    });
    throw error;
  }
}
