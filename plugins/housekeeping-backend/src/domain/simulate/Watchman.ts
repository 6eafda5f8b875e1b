/** What is true about an object at the moment of its deletion. */
export interface Obituary {
  name: string;
  kind: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** Since when it is of no use, in truth; undefined if it is. */
  idleSince: number | undefined;
  renewedAt: number;
  /** Its namespace sleeps, is not the portal's, or the system's. */
  place: 'own' | 'asleep' | 'foreign' | 'system';
  /** A pod that nobody makes anew. */
  isBare: boolean;
  /** Something names it. */
  user: string | undefined;
}

/** A warning that arrived. */
export interface Heard {
  uid: string;
  time: number;
}

/**
 * Judges deletions by what is true in the simulated cluster. It shares no code
 * with the rules: its times and words are its own.
 */
export class Watchman {
  readonly wrongs: string[] = [];

  constructor(
    private readonly law: {
      /** Milliseconds that something must have been of no use, by kind. */
      idle: Readonly<Record<string, number>>;
      /** Milliseconds between a warning and the deletion. */
      notice: number;
    },
  ) {}

  /** Called right before an object goes. */
  deletion(dead: Obituary, heard: readonly Heard[], now: number): void {
    const say = (what: string) =>
      this.wrongs.push(
        `${new Date(now).toISOString()} ${dead.kind} ${
          dead.name
        }: deleted ${what}`,
      );
    const inTime = heard.some(
      ({ uid, time }) =>
        uid === dead.uid &&
        time >= dead.renewedAt &&
        time + this.law.notice <= now,
    );
    if (!inTime) {
      say('without a warning in time since it was renewed last');
    }
    if ('fairway.dev/protected' in dead.labels) {
      say('though protected');
    }
    const wish = dead.annotations['fairway.dev/keep-until'];
    if (wish !== undefined && !(Date.parse(wish) <= now)) {
      say(`though wanted until ${wish}`);
    }
    if (dead.idleSince === undefined) {
      say('though of use');
    } else if (now - dead.idleSince < this.law.idle[dead.kind]) {
      say('too early');
    }
    if (dead.place !== 'own') {
      say(`in a namespace that is ${dead.place}`);
    }
    if (dead.isBare) {
      say('though nobody makes it anew');
    }
    if (dead.user !== undefined) {
      say(`though ${dead.user} names it`);
    }
  }

  /** Called after a pass. */
  pass(counts: { deleted: number; maxCount: number }, now: number): void {
    if (counts.deleted > counts.maxCount) {
      this.wrongs.push(
        `${new Date(now).toISOString()} a pass deleted ${
          counts.deleted
        }, more than ${counts.maxCount}`,
      );
    }
  }
}
