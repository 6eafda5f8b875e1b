import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  Confirmation,
  WorkloadRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Request } from 'express';
import type { ChangeVerb } from '../domain/view/actions';
import { actorOf } from './Viewers';

/** Who wants to change what, and why. */
export interface Intent {
  verb: ChangeVerb;
  ref: WorkloadRef;
  confirmation: Confirmation;
  credentials: BackstageCredentials;
  request?: Request;
}

/** What is found out on the way; it goes into the event whatever its end. */
export type Findings = JsonObject;

/**
 * Records an attempt, whatever its end. What `work` notes while it goes on is
 * part of the event, also if it fails then.
 */
export async function audited<T>(
  auditor: AuditorService,
  intent: Intent,
  work: (note: (more: Findings) => void) => Promise<T>,
): Promise<T> {
  const { verb, ref, confirmation, credentials, request } = intent;
  const { entityRef, cluster, namespace, kind, name } = ref;
  const event = await auditor.createEvent({
    eventId: 'workload-change',
    severityLevel: 'medium',
    ...(request && { request }),
    meta: {
      actor: actorOf(credentials),
      actionType: verb,
      entityRef,
      cluster,
      namespace,
      kind,
      name,
      reason: confirmation.reason,
      acknowledged: confirmation.acknowledged,
    },
  });
  let notes: Findings = {};
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
