import {
  ENVIRONMENT_ANNOTATIONS as A,
  ENVIRONMENT_LABELS as L,
  shouldBeAwake,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { DEFAULT_TIERS } from '@fairway-idp/backstage-plugin-fairway-node';
import { Random } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { keyOf } from '../guardRails/desiredObjects';
import { planPass, recheck, type Subject } from '../plan/planPass';
import type { Desired, Op } from '../plan/types';
import { Watchman, type Wrong } from './Watchman';
import { World, type SimulatedEnvironment } from './World';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What came of a simulation. */
export interface SimulationReport {
  seed: number;
  /** Things that happened: passes, edits, renewals, outages, hours gone by. */
  steps: number;
  passes: number;
  /** Passes that ended in the middle. */
  crashes: number;
  writes: number;
  /** Writes that the API server refused because the object had changed. */
  refused: number;
  warningsDelivered: number;
  warningsLost: number;
  deletions: number;
  /** Deletions that the last look prevented. */
  recheckedAway: number;
  /** Passes that the cap kept from deleting. */
  capped: number;
  /** Environments found awake as their people had left them. */
  restored: number;
  /** What must never happen. */
  wrongs: Wrong[];
}

/** What the planner is told, and what it is judged by. */
export const DESIRED: Desired = {
  rails: {
    tier: DEFAULT_TIERS.s,
    network: { dependencies: [], ingressFrom: [] },
    clusterRole: 'fairway-environment-developer',
    owner: { kind: 'User', name: 'backstage:default/alice' },
  },
  lifetime: {
    warnBefore: 3 * DAY,
    minimumNotice: 2 * DAY,
    warningLapses: 7 * DAY,
  },
  stuckAfter: 10 * 60_000,
};
const CAP = { maxCount: 5, maxPercent: 50 };

/** One run: a cluster, its people, and the planner. */
export class Simulation {
  readonly report: SimulationReport;
  private readonly random: Random;
  private readonly world = new World();
  private readonly watchman: Watchman;
  private now = Date.parse('2026-01-05T09:00:00Z');
  private mute = false;
  private titles = 0;

  constructor(seed: number, private readonly desired: Desired) {
    this.random = new Random(seed);
    this.watchman = new Watchman(this.world, DESIRED.lifetime);
    this.report = {
      seed,
      steps: 0,
      passes: 0,
      crashes: 0,
      writes: 0,
      refused: 0,
      warningsDelivered: 0,
      warningsLost: 0,
      deletions: 0,
      recheckedAway: 0,
      capped: 0,
      restored: 0,
      wrongs: this.watchman.wrongs,
    };
  }

  step(): void {
    this.report.steps++;
    const { random } = this;
    if (random.chance(0.5)) {
      this.pass();
    } else if (random.chance(0.5)) {
      this.now += random.pick([60_000, HOUR, 6 * HOUR, DAY]);
    } else if (random.chance(0.15)) {
      this.settle();
    } else {
      this.someone();
    }
  }

  /** One thing that somebody, or the network, does. */
  private someone(): void {
    const { random, world } = this;
    if (world.environments.size < 8 || random.chance(0.05)) {
      this.newEnvironment();
      return;
    }
    if (random.chance(0.1)) {
      this.mute = !this.mute;
      return;
    }
    this.meddle(random.pick([...world.environments.values()]));
  }

  private meddle(environment: SimulatedEnvironment): void {
    const { random, world, now } = this;
    const workloads = [...environment.workloads.values()];
    const deeds = [
      () => this.renew(environment),
      () =>
        world.annotate(environment, {
          labels: { [L.protected]: random.chance(0.3) ? 'true' : null },
        }),
      () => random.chance(0.2) && world.recreate(environment, now),
      () =>
        world.addWorkload(environment, {
          kind: random.pick(['Deployment', 'StatefulSet', 'CronJob']),
          replicas: random.below(6),
          deletesDataAtZero: random.chance(0.2),
        }),
      () =>
        workloads.length > 0 &&
        world.edit(random.pick(workloads), random.below(2)),
      () => random.chance(0.3) && environment.guardRails.clear(),
      () =>
        world.annotate(environment, {
          annotations: { [A.override]: this.anyOverride() },
        }),
      // A status that changes, or whatever else moves a resource version.
      () => world.annotate(environment, {}),
    ];
    random.pick(deeds)();
  }

  private anyOverride(): string | null {
    const until = new Date(this.now + this.random.below(2 * DAY)).toISOString();
    return this.random.pick([
      null,
      `awake until ${until}`,
      `asleep until ${until}`,
    ]);
  }

  private renew(environment: SimulatedEnvironment): void {
    const { random, world } = this;
    const expiresAt = new Date(
      this.now + random.below(6 * DAY) - DAY,
    ).toISOString();
    environment.renewedAt = this.now;
    world.annotate(environment, { annotations: { [A.expiresAt]: expiresAt } });
  }

  private newEnvironment(): void {
    const { random, world, now } = this;
    this.titles++;
    world.create({
      title: `box ${this.titles}`,
      expiresAt: new Date(now + random.below(5 * DAY)).toISOString(),
      now,
    });
  }

  /** A pass, as the service makes it: plan from a look, then write op by op. */
  private pass(): void {
    const { random, report } = this;
    report.passes++;
    const looked = this.look(random.chance(0.1));
    const { plans, blocked } = planPass(
      looked.map(({ subject }) => subject),
      CAP,
      new Date(this.now),
    );
    report.capped += blocked ? 1 : 0;
    // What happens between the look and the writes.
    for (let deeds = random.below(4); deeds > 0; deeds--) {
      this.someone();
    }
    if (random.chance(0.1)) {
      this.now += random.below(DAY);
    }
    let writesLeft = random.chance(0.3) ? random.below(10) : Infinity;
    for (const [i, { ops }] of plans.entries()) {
      for (const op of ops) {
        if (writesLeft-- <= 0) {
          report.crashes++;
          return;
        }
        if (!this.write(looked[i].environment, op)) {
          break;
        }
      }
    }
  }

  private look(somethingIsUnknown = false) {
    return [...this.world.environments.values()].flatMap(environment => {
      const unknown =
        somethingIsUnknown && this.random.chance(0.5)
          ? ['deployments: HTTP 403']
          : [];
      const observed = this.world.observe(environment, unknown);
      const subject: Subject | undefined = observed && {
        desired: this.desired,
        observed,
      };
      return subject ? [{ environment, subject }] : [];
    });
  }

  /** @returns false if the rest of the environment's plan is void */
  private write(environment: SimulatedEnvironment, op: Op): boolean {
    const { world, report, now } = this;
    report.writes++;
    this.watchman.write(environment, op, now);
    switch (op.op) {
      case 'apply':
        environment.guardRails.add(keyOf(op.object));
        return true;
      case 'patch': {
        const done = world.patch(environment, op);
        report.refused += done ? 0 : 1;
        return done;
      }
      case 'warn':
        if (this.mute) {
          report.warningsLost++;
        } else {
          report.warningsDelivered++;
          world.deliver(op, now);
        }
        return true;
      default:
        this.delete(environment);
        return false;
    }
  }

  private delete(environment: SimulatedEnvironment): void {
    const { world, report, random } = this;
    const observed = world.observe(environment);
    const last =
      observed &&
      recheck({ desired: this.desired, observed }, new Date(this.now));
    if (!last || !('op' in last)) {
      report.recheckedAway++;
      return;
    }
    // Also between the last look and the deletion.
    if (random.chance(0.2)) {
      this.meddle(environment);
    }
    const { uid, resourceVersion } = environment.namespace;
    if (last.op.uid !== uid || last.op.resourceVersion !== resourceVersion) {
      report.refused++;
      return;
    }
    this.watchman.deletion(environment, this.now);
    report.deletions++;
    world.environments.delete(environment.namespace.name);
  }

  /** Passes until there is nothing left to do; then all must be as it was. */
  private settle(): void {
    for (let round = 0; round < 10; round++) {
      let busy = false;
      const subjects = this.look();
      subjects.forEach(({ environment, subject }) => {
        const { ops } = planPass([subject], CAP, new Date(this.now)).plans[0];
        const own = ops.filter(({ op }) => op === 'apply' || op === 'patch');
        busy ||= own.length > 0;
        own.every(op => this.write(environment, op));
      });
      if (!busy) {
        this.judge();
        return;
      }
    }
    this.watchman.report('unrest', 'all', this.now, 'after ten passes');
  }

  private judge(): void {
    for (const { environment, subject } of this.look()) {
      const { environment: contract } = subject.observed;
      if (shouldBeAwake(contract, new Date(this.now))) {
        this.watchman.awake(environment, this.now);
        this.report.restored++;
      }
    }
  }
}
