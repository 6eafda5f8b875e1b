import {
  exceedsCap,
  fingerprint,
  type BlastCap,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Verdict } from './evaluate';

/** What one pass does in a cluster. */
export interface PassPlan {
  warn: Verdict[];
  delete: Verdict[];
  /** Due, whether or not they may be deleted. */
  due: Verdict[];
  /** Why nothing is deleted although something is due. */
  blocked?: string;
  /** Fingerprint of what is due: a person allows exactly that. */
  version: string;
}

/**
 * The cap is computed over the whole pass before its first deletion.
 *
 * @param verdicts - those with a state
 * @param looked - objects that a rule looked at
 * @param allowed - `version` of what a person allowed although it exceeds the cap
 */
export function planPass(
  { verdicts, looked }: { verdicts: readonly Verdict[]; looked: number },
  cap: BlastCap,
  allowed?: string,
): PassPlan {
  const due = verdicts.filter(({ state }) => state === 'due');
  const warn = verdicts.filter(({ state }) => state === 'candidate');
  const version = fingerprint(due.map(({ object }) => object.uid).sort());
  const blocked =
    allowed === version
      ? undefined
      : exceedsCap({ due: due.length, all: looked }, cap, {
          what: 'objects',
          config: 'housekeeping.cap',
        });
  return blocked
    ? { warn, delete: [], due, blocked, version }
    : { warn, delete: due, due, version };
}
