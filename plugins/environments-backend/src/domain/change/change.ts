import {
  nextStart,
  shouldBeAwake,
  type Environment,
  type Finding,
  type ProtectInput,
  type RenewInput,
  type SleepInput,
  type WakeInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../plan/finding';
import type { Settings } from '../settings/settings';

/** What a person may ask of an environment. */
export interface ChangeInputs {
  sleep: SleepInput;
  wake: WakeInput;
  renew: RenewInput;
  protect: ProtectInput;
}

/** Verbs that change the contract; the loop then makes it so. */
export type ChangeVerb = keyof ChangeInputs;

/** What a change makes of the contract. */
export interface Change {
  after: Environment;
  summary: string;
  findings: Finding[];
}

/** What a change is decided by, beside the environment and the input. */
export interface Circumstances {
  now: Date;
  /** Entity reference of who asks. */
  actor: string;
  reason: string;
  settings: Settings;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Changer<V extends ChangeVerb> = (
  environment: Environment,
  input: ChangeInputs[V],
  circumstances: Circumstances,
) => Change;

/** Every verb as a pure function from contract to contract. */
export const changes: { [V in ChangeVerb]: Changer<V> } = {
  sleep(environment, { hours }, { now }) {
    const { schedule, override: _, ...rest } = environment;
    const after = { ...rest, ...(schedule && { schedule }) } as Environment;
    const sleepsAnyway = schedule && !shouldBeAwake({ schedule }, now);
    if (sleepsAnyway && hours === undefined) {
      return {
        after,
        summary: `Let ${environment.name} sleep, as its schedule says`,
        findings: [],
      };
    }
    const until =
      hours === undefined ? nextStart(schedule, now) : later(now, hours * HOUR);
    return {
      after: { ...after, override: { state: 'asleep', ...untilText(until) } },
      summary: `Put ${environment.name} to sleep until ${
        until?.toISOString() ?? 'somebody wakes it'
      }`,
      findings: [],
    };
  },

  wake(environment, { hours }, { now, settings }) {
    const { schedule, override: _, ...rest } = environment;
    const after = { ...rest, ...(schedule && { schedule }) } as Environment;
    if (shouldBeAwake({ schedule }, now) && hours === undefined) {
      return {
        after,
        summary: `Let ${environment.name} be awake, as its schedule says`,
        findings: [],
      };
    }
    const until = later(now, (hours ?? settings.wakeHours) * HOUR);
    return {
      after: { ...after, override: { state: 'awake', ...untilText(until) } },
      summary: `Wake ${
        environment.name
      } until ${until.toISOString()}, then it follows its schedule again`,
      findings: [],
    };
  },

  renew(environment, { days }, { now, settings }) {
    const { defaultDays, maxDays } = settings.sandbox;
    const wanted = days ?? defaultDays;
    const expiresAt = later(now, wanted * DAY).toISOString();
    const findings: Finding[] = [];
    if (wanted > maxDays) {
      findings.push(
        finding(
          'too-long',
          `An environment is renewed for at most ${maxDays} days at a time. Protect it if it must stay`,
          'block',
        ),
      );
    }
    if (
      environment.expiresAt === undefined ||
      expiresAt < environment.expiresAt
    ) {
      findings.push(
        finding(
          'earlier',
          `It would expire earlier than now: ${
            environment.expiresAt ?? 'it never expires'
          }`,
          'confirm',
        ),
      );
    }
    return {
      after: { ...environment, expiresAt },
      summary: `Renew ${environment.name} until ${expiresAt}`,
      findings,
    };
  },

  protect(environment, { protect }, { actor, reason, now, settings }) {
    if (protect) {
      return {
        after: { ...environment, protection: { by: actor, reason } },
        summary: `Protect ${environment.name} from expiry`,
        findings: [],
      };
    }
    const { protection, ...rest } = environment;
    // Its expiry may lie long back: nobody shall lose it by ending a protection.
    const soonest = later(now, settings.lifetime.warnBefore).toISOString();
    const { expiresAt } = environment;
    const moved =
      protection && expiresAt && expiresAt < soonest
        ? { expiresAt: soonest }
        : {};
    return {
      after: { ...rest, ...moved } as Environment,
      summary: `End the protection of ${environment.name}`,
      findings: [],
    };
  },
};

function later(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

function untilText(until: Date | undefined): { until?: string } {
  return until ? { until: until.toISOString() } : {};
}
