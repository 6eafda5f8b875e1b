import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Who wants to do what, and why. @public */
export interface Intent {
  /** Of the audit event, e.g. `environment-change`. */
  eventId: string;
  actor: string;
  verb: string;
  cluster: string;
  namespace: string;
  /** Of an object in the namespace. */
  kind?: string;
  name?: string;
  reason: string;
  request?: Request;
}

/**
 * Records an attempt, whatever its end. What `work` notes while it goes on is
 * part of the event, also if it fails then.
 *
 * @public
 */
export async function audited<T>(
  auditor: AuditorService,
  intent: Intent,
  work: (note: (more: JsonObject) => void) => Promise<T>,
): Promise<T> {
  const { eventId, request, verb, ...meta } = intent;
  const event = await auditor.createEvent({
    eventId,
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
