import { InputError } from '@backstage/errors';
import {
  HOUSEKEEPING_ANNOTATIONS as A,
  HOUSEKEEPING_LABELS as L,
  type Finding,
  type ProtectObjectInput,
  type RenewObjectInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { protectionOf, type Verdict } from '../evaluate/evaluate';
import type { ObjectFacts } from '../kinds/facts';
import type { Settings } from '../settings/settings';

const DAY = 24 * 3_600_000;

/** What is to be written on an object. */
export interface Change {
  labels: Record<string, string | null>;
  annotations: Record<string, string | null>;
  summary: string;
}

interface ChangeContext {
  actor: string;
  reason: string;
  now: Date;
  settings: Pick<Settings, 'renewDays' | 'maxRenewDays'>;
}

/** What people may change, by verb. Pure. */
export const changes = {
  /** @throws InputError naming the days and what is allowed */
  renew(
    object: ObjectFacts,
    { days: wanted }: RenewObjectInput,
    { actor, now, settings }: ChangeContext,
  ): Change {
    const days = wanted ?? settings.renewDays;
    if (days > settings.maxRenewDays) {
      throw new InputError(
        `days must be at most ${settings.maxRenewDays}, but is ${days}`,
      );
    }
    const until = new Date(now.getTime() + days * DAY).toISOString();
    return {
      labels: {},
      annotations: { [A.keepUntil]: until, [A.renewedBy]: actor },
      summary: `Keep ${object.name} until ${until}`,
    };
  },
  protect(
    object: ObjectFacts,
    { protect }: ProtectObjectInput,
    { actor, reason }: ChangeContext,
  ): Change {
    const isProtected = protectionOf(object) !== undefined;
    if (protect === isProtected) {
      return {
        labels: {},
        annotations: {},
        summary: protect
          ? `${object.name} is protected already`
          : `${object.name} is not protected itself`,
      };
    }
    return protect
      ? {
          labels: { [L.protected]: 'true' },
          annotations: {
            [A.protection]: JSON.stringify({ by: actor, reason }),
          },
          summary: `Protect ${object.name} from every rule`,
        }
      : {
          labels: { [L.protected]: null },
          annotations: { [A.protection]: null },
          summary: `End the protection of ${object.name}`,
        };
  },
};

/** What a person may change. */
export type ChangeVerb = keyof typeof changes;

/** Lines for the plan, one for each that is written. */
export function linesOf({ labels, annotations }: Change): string[] {
  return Object.entries({ ...labels, ...annotations }).map(([key, value]) =>
    value === null ? `Remove ${key}` : `Set ${key} to ${value}`,
  );
}

/** What somebody must know, or what is in the way, before they delete it now. */
export function deletionFindings(verdict: Verdict): Finding[] {
  const { state, matched, protection } = verdict;
  const deletion = matched?.deletion();
  const found = (
    id: string,
    severity: Finding['severity'],
    message: string,
  ): Finding => ({ id, severity, message, evidence: [] });
  return [
    ...(protection
      ? [
          found(
            'protected',
            'block',
            `It is protected by ${protection.by}: ${protection.reason}`,
          ),
        ]
      : []),
    ...(state === 'asleep' || state === 'unknown' || state === 'deleting'
      ? [found(state, 'block', verdict.why())]
      : []),
    ...(state === 'renewed' || (state === 'kept' && !protection)
      ? [found(state, 'confirm', verdict.why())]
      : []),
    ...(deletion?.losesData
      ? [found('data', 'confirm', deletion.message)]
      : []),
  ];
}
