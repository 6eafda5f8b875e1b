/**
 * When a workspace stops by itself. *Signals* are what shows that somebody works:
 * the start, bytes that come through a terminal or SSH connection of the portal,
 * and processes that run in the workspace. Whatever cannot be found out counts
 * as a signal: unknown keeps.
 */
import type {
  WorkspaceIdle,
  WorkspaceRecord,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { minutesText } from './minutesText';

const MINUTE = 60_000;

/** What is known beside the record. */
export interface IdleEvidence {
  now: Date;
  /** Open terminals and SSH connections of this process. */
  connections: number;
}

/** The last signal, and when the workspace stops if there is no other. */
export interface IdleVerdict {
  view: WorkspaceIdle;
  /** It is time to look into the workspace, and to stop it if nothing is found. */
  due: boolean;
}

/** Pure: decides on a workspace that runs. */
export function judgeIdle(
  record: WorkspaceRecord,
  { now, connections }: IdleEvidence,
): IdleVerdict {
  const { idleMinutes, keepAwakeUntil } = record;
  const signals = signalsOf(record);
  const [newest] = signals;
  const keptUntil = keepAwakeUntil ? Date.parse(keepAwakeUntil) : 0;
  const kept = keptUntil > now.getTime() ? keepAwakeUntil : undefined;
  // Without any signal it is not known since when it idles.
  const stopsAt =
    newest &&
    Math.max(
      Date.parse(newest.at) + idleMinutes * MINUTE,
      kept ? keptUntil : 0,
    );
  return {
    due: stopsAt !== undefined && stopsAt <= now.getTime(),
    view: {
      minutes: idleMinutes,
      connections,
      aliveBecause: because({
        kept,
        newest,
        idleMinutes,
      }),
      ...(newest && { lastSignal: { at: newest.at, what: newest.what } }),
      ...(stopsAt !== undefined && {
        stopsAt: new Date(stopsAt).toISOString(),
      }),
      ...(kept && { keepAwakeUntil: kept }),
    },
  };
}

/** The newest first. */
function signalsOf({ lastSignal, startedAt }: WorkspaceRecord) {
  return [
    ...(lastSignal ? [lastSignal] : []),
    ...(startedAt ? [{ at: startedAt, what: 'it was started' }] : []),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function because(options: {
  kept?: string;
  newest?: { at: string; what: string };
  idleMinutes: number;
}): string {
  const { kept, newest, idleMinutes } = options;
  if (kept) {
    return `Somebody asked to keep it awake until ${kept}`;
  }
  return newest
    ? `The last sign of life was that ${newest.what}, at ${
        newest.at
      }; it stops ${minutesText(idleMinutes)} after the last`
    : 'It is not known since when nobody uses it, so that it is kept';
}

/** What a look into the workspace found. */
export type Probe =
  | { outcome: 'busy'; what: string }
  | { outcome: 'quiet' }
  | { outcome: 'unknown'; why: string };

/** What becomes of a workspace whose time has come. */
export type IdleEnd =
  | { step: 'stop'; reason: string }
  | { step: 'keep'; signal: { at: string; what: string } };

/** Pure: what the look means. */
export function endOfIdle(
  record: WorkspaceRecord,
  probe: Probe,
  now: Date,
): IdleEnd {
  const { view } = judgeIdle(record, { now, connections: 0 });
  switch (probe.outcome) {
    case 'busy':
      return {
        step: 'keep',
        signal: { at: now.toISOString(), what: probe.what },
      };
    case 'unknown':
      return {
        step: 'keep',
        signal: {
          at: now.toISOString(),
          what: `it could not be found out whether something runs in it (${probe.why})`,
        },
      };
    default:
      return {
        step: 'stop',
        reason: `No sign of life for ${minutesText(record.idleMinutes)}: ${
          view.lastSignal
            ? `the last was that ${view.lastSignal.what}, at ${view.lastSignal.at}`
            : 'there was none'
        }, and no process ran in it`,
      };
  }
}
