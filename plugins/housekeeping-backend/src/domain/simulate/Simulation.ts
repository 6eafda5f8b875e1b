import { Random } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  environmentMetadata,
  environmentName,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { evaluate, type Verdict } from '../evaluate/evaluate';
import { planPass } from '../evaluate/planPass';
import { claimKind, namespaceKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import { replicaSetKind, statefulSetKind } from '../kinds/workloads';
import { createRule, type Rule } from '../rules/rule';
import { unknown } from '../rules/staleness';
import { Watchman, type Obituary } from './Watchman';
import { KINDS, World, type Truth } from './World';

const HOUR = 3_600_000;
const GAP = 24 * HOUR;
const INSTANCE = 'simulated';
const OWNER = 'user:default/alice';
const CAP = { maxCount: 2, maxPercent: 60 };
/** Hours. */
const OLDER = 48;
const NOTICE = 24;

const ROOMS = ['day', 'night', 'foreign', 'open', 'kube-system'] as const;
type Room = (typeof ROOMS)[number];

/** What came of a simulation. */
export interface SimulationReport {
  seed: number;
  /** Things that happened: passes, edits, renewals, outages, hours gone by. */
  steps: number;
  passes: number;
  /** Passes that ended in the middle. */
  crashes: number;
  /** Deletions that the API server refused, as the object had changed. */
  refused: number;
  /** Deletions that the last look did not let happen. */
  recheckedAway: number;
  warningsDelivered: number;
  warningsLost: number;
  deletions: number;
  /** Passes that the cap held back. */
  capped: number;
  /** What must never happen, in words. */
  wrongs: string[];
}

const rule = (target: Rule['target'], noticeHours: number): Rule =>
  createRule({
    id: target,
    target,
    olderThanHours: OLDER,
    noticeHours,
    namespaces: ['open'],
  });

/** People, outages, crashes and the rules, on one small cluster. */
export class Simulation {
  readonly report: SimulationReport;
  private readonly random: Random;
  private readonly world = new World();
  private readonly watchman = new Watchman({
    idle: {
      Pod: OLDER * HOUR,
      Job: OLDER * HOUR,
      PersistentVolumeClaim: OLDER * HOUR,
      Namespace: OLDER * HOUR,
    },
    notice: NOTICE * HOUR,
  });
  private readonly rules: Rule[];
  private readonly rooms = new Map<string, Room>();
  private now = Date.parse('2026-01-05T08:00:00.000Z');
  private mailWorks = true;
  private count = 0;

  /** @param believed - a notice that the rules believe in, other than the law */
  constructor(seed: number, believed: { noticeHours?: number } = {}) {
    this.random = new Random(seed);
    this.rules = (
      [
        'old-pod',
        'finished-job',
        'failed-job',
        'unmounted-claim',
        'empty-namespace',
      ] as const
    ).map(target => rule(target, believed.noticeHours ?? NOTICE));
    this.report = {
      seed,
      steps: 0,
      passes: 0,
      crashes: 0,
      refused: 0,
      recheckedAway: 0,
      warningsDelivered: 0,
      warningsLost: 0,
      deletions: 0,
      capped: 0,
      wrongs: this.watchman.wrongs,
    };
    ROOMS.forEach(room => this.addRoom(room));
  }

  step(): void {
    this.report.steps++;
    const { random } = this;
    const happenings: Array<[number, () => void]> = [
      [30, () => this.pass()],
      [20, () => this.timeGoesBy()],
      [14, () => this.addSomething()],
      [8, () => this.useOrLeave()],
      [8, () => this.someone(truth => this.renew(truth))],
      [4, () => this.someone(truth => this.protect(truth))],
      [4, () => this.someone(truth => this.world.recreate(truth, this.now))],
      [3, () => this.fallAsleepOrWake()],
      [
        3,
        () => {
          this.mailWorks = random.chance(0.7);
        },
      ],
      [1, () => this.garble()],
      [10, () => this.someone(truth => this.removeByHand(truth))],
      [3, () => this.scale()],
    ];
    let at = random.below(
      happenings.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, happen] of happenings) {
      at -= weight;
      if (at < 0) {
        happen();
        return;
      }
    }
  }

  private addRoom(room: Room): void {
    const key = {
      kind: 'sandbox' as const,
      instance: INSTANCE,
      owner: OWNER,
      title: `${room}-${this.count}`,
    };
    this.count++;
    const isOurs = room === 'day' || room === 'night';
    const name = isOurs ? environmentName(key) : room;
    this.rooms.set(name, room);
    if (!isOurs) {
      const labels: Record<string, string> =
        room === 'open' ? { 'fairway.dev/housekeeping': 'true' } : {};
      this.world.namespace(name, labels, this.now);
      return;
    }
    const metadata = environmentMetadata({
      ...key,
      name,
      createdBy: OWNER,
      tier: 's',
    });
    this.world.namespace(name, {}, this.now);
    const truth = this.world.truths.get(`Namespace/${name}/${name}`)!;
    this.world.replace(truth, metadata);
  }

  private timeGoesBy(): void {
    const { random } = this;
    // Mostly hours; once in a while longer than a sighting lasts.
    this.now +=
      (random.chance(0.04) ? 30 + random.below(100) : random.below(10)) * HOUR;
  }

  private addSomething(): void {
    const { random, world, now } = this;
    const namespace = random.pick([...this.rooms.keys()]);
    if (world.truths.size > 40 || !this.isThere(namespace)) {
      return;
    }
    this.count++;
    const common = { namespace, name: `o-${this.count}-0`, now };
    switch (random.below(5)) {
      case 0:
        world.claim(common);
        break;
      case 1:
        world.job(common, random.pick(['complete', 'failed', undefined]));
        break;
      case 2:
        world.replicaSet({ ...common, name: `rs-${this.count}` }, 2);
        world.pod(common, `rs-${this.count}`);
        break;
      default:
        world.pod(common, undefined);
    }
    this.touch(namespace);
  }

  /** A set names a claim by its template, also at 0 replicas; or it goes. */
  private useOrLeave(): void {
    const { random, world, now } = this;
    const claims = [...world.items(claimKind)];
    if (claims.length === 0) {
      return;
    }
    const { namespace, name } = random.pick(claims);
    const truth = world.truths.get(
      `PersistentVolumeClaim/${namespace}/${name}`,
    );
    const user = `user-of-${name}`;
    if (!truth) {
      return;
    }
    if (world.get(statefulSetKind, namespace, user)) {
      world.remove(statefulSetKind, namespace, user);
      truth.idleSince = now;
      return;
    }
    world.statefulSet({ namespace, name: user, now }, { claims: [name] });
    truth.idleSince = undefined;
  }

  private someone(act: (truth: Truth) => void): void {
    act(this.random.pick([...this.world.truths.values()]));
  }

  private renew(truth: Truth): void {
    const until = this.now + this.random.below(120) * HOUR;
    this.world.annotate(truth, {
      keepUntil: new Date(until).toISOString(),
      now: this.now,
    });
  }

  private protect(truth: Truth): void {
    const isOn = 'fairway.dev/protected' in truth.facts.labels;
    this.world.annotate(truth, { protect: !isOn, now: this.now });
  }

  /** What it was for is over; namespaces stay. */
  private removeByHand({ kind, facts }: Truth): void {
    if (kind !== 'Namespace') {
      const { namespace, name } = facts;
      this.world.remove(KINDS[kind], namespace, name);
      this.touch(namespace);
    }
  }

  /** Somebody writes what nobody can read. */
  private garble(): void {
    this.someone(truth =>
      this.world.annotate(truth, {
        keepUntil: this.random.pick(['tomorrow', '', '2026-13-45']),
        now: this.now,
      }),
    );
  }

  private fallAsleepOrWake(): void {
    const night = [...this.rooms].find(([, room]) => room === 'night')?.[0];
    const truth = this.world.truths.get(`Namespace/${night}/${night}`);
    if (!truth) {
      return;
    }
    const { 'fairway.dev/asleep': asleep, ...labels } = truth.facts.labels;
    this.world.replace(truth, {
      labels: asleep ? labels : { ...labels, 'fairway.dev/asleep': 's1' },
    });
  }

  private scale(): void {
    const sets = [...this.world.items(replicaSetKind)];
    if (sets.length > 0) {
      const set = this.random.pick(sets);
      this.world.put(replicaSetKind, {
        ...set,
        replicas: this.random.below(3),
      });
    }
  }

  private pass(): void {
    const { random, world, report } = this;
    report.passes++;
    // What it sees may be a little old: things happen before it acts.
    const seen = this.look();
    if (!seen) {
      return;
    }
    world.note(seen.sighted, seen.restarted, { now: this.now, gap: GAP });
    world.touches.take();
    const plan = planPass(seen, CAP);
    report.capped += plan.blocked ? 1 : 0;
    plan.warn.forEach(verdict => this.warn(verdict));
    let deleted = 0;
    for (const verdict of plan.delete) {
      if (random.chance(0.05)) {
        report.crashes++;
        break;
      }
      if (random.chance(0.3)) {
        this.someone(truth => this.renew(truth));
      }
      deleted += this.delete(verdict) ? 1 : 0;
    }
    this.watchman.pass({ deleted, maxCount: CAP.maxCount }, this.now);
  }

  private warn(verdict: Verdict): void {
    if (this.mailWorks) {
      this.world.deliver(verdict, this.now);
      this.report.warningsDelivered++;
    } else {
      this.report.warningsLost++;
    }
  }

  /** Undefined: an outage. */
  private look(only?: Verdict) {
    const { random, world, now } = this;
    if (random.chance(0.05)) {
      return undefined;
    }
    const verdicts: Verdict[] = [];
    const isHidden = only && random.chance(0.05);
    const result = evaluate(world, {
      settings: {
        instance: INSTANCE,
        systemNamespaces: [],
        warningLapses: 100 * HOUR,
      },
      rules: this.rules,
      knowledge: {
        ...world.knowledge(now, GAP),
        ...(isHidden && { contents: unknown('403') }),
      },
      now: new Date(now),
      onVerdict: verdict => verdict.state && verdicts.push(verdict),
    });
    return { ...result, verdicts };
  }

  /** @returns whether it went */
  private delete(before: Verdict): boolean {
    const { report, random } = this;
    const found = this.look(before)?.verdicts.find(
      ({ object, rule: by }) =>
        object.uid === before.object.uid && by.id === before.rule.id,
    );
    if (found?.state !== 'due') {
      report.recheckedAway++;
      return false;
    }
    // Between the last look and the API server.
    if (random.chance(0.3)) {
      const mine = [...this.world.truths.values()].find(
        ({ facts }) => facts.uid === found.object.uid,
      );
      if (mine) {
        this.renew(mine);
      }
    } else if (random.chance(0.2)) {
      this.someone(truth =>
        random.chance(0.5)
          ? this.renew(truth)
          : this.world.recreate(truth, this.now),
      );
    }
    return this.send(found);
  }

  /** What the API server does with it. */
  private send({ rule: by, namespace, object }: Verdict): boolean {
    const { world, report } = this;
    const truth = world.truths.get(`${by.kind}/${namespace}/${object.name}`);
    if (
      truth?.facts.uid !== object.uid ||
      truth.facts.resourceVersion !== object.resourceVersion
    ) {
      report.refused++;
      return false;
    }
    this.watchman.deletion(
      this.obituary(truth, namespace),
      world.warnings,
      this.now,
    );
    report.deletions++;
    this.removeAll(truth, namespace);
    return true;
  }

  private removeAll({ kind, facts }: Truth, namespace: string): void {
    const { world } = this;
    world.remove(KINDS[kind], facts.namespace, facts.name);
    if (kind === 'Namespace') {
      const room = this.rooms.get(namespace)!;
      this.rooms.delete(namespace);
      for (const inside of Object.values(KINDS)) {
        for (const { name } of [...world.items(inside, namespace)]) {
          world.remove(inside, namespace, name);
        }
      }
      this.addRoom(room);
    }
  }

  private obituary(truth: Truth, namespace: string): Obituary {
    const { world } = this;
    const { facts, kind, renewedAt } = truth;
    const room = this.rooms.get(namespace);
    const roomLabels = world.get(namespaceKind, '', namespace)?.labels ?? {};
    const places: Record<Room, Obituary['place']> = {
      day: 'own',
      night:
        'fairway.dev/asleep' in roomLabels && kind !== 'Job' ? 'asleep' : 'own',
      open: 'own',
      foreign: 'foreign',
      'kube-system': 'system',
    };
    const user = `user-of-${facts.name}`;
    const isUsed =
      kind === 'PersistentVolumeClaim' &&
      world.get(statefulSetKind, namespace, user);
    return {
      name: `${namespace}/${facts.name}`,
      kind,
      uid: facts.uid,
      labels: { ...facts.labels },
      annotations: facts.annotations,
      idleSince: this.idleSince(truth, namespace),
      renewedAt,
      place: room ? places[room] : 'foreign',
      isBare: kind === 'Pod' && !this.comesBack(namespace, facts.name),
      user: isUsed ? user : undefined,
    };
  }

  private comesBack(namespace: string, name: string): boolean {
    const { world } = this;
    const set = world.get(podKind, namespace, name)?.controller?.name ?? '';
    return (world.get(replicaSetKind, namespace, set)?.replicas ?? 0) > 0;
  }

  /** A job that goes on, and a namespace in which something lives, are of use. */
  private idleSince(
    { kind, facts, idleSince }: Truth,
    namespace: string,
  ): number | undefined {
    const { world } = this;
    if (kind === 'Job') {
      return 'outcome' in facts && facts.outcome ? idleSince : undefined;
    }
    if (kind !== 'Namespace') {
      return idleSince;
    }
    const lives = [...world.truths.values()].some(
      one =>
        one.facts.namespace === namespace &&
        (one.kind !== 'Job' || !('outcome' in one.facts && one.facts.outcome)),
    );
    const wants = [...world.items(replicaSetKind, namespace)].some(
      ({ replicas }) => replicas > 0,
    );
    return lives || wants ? undefined : idleSince;
  }

  private isThere(namespace: string): boolean {
    return this.world.get(namespaceKind, '', namespace) !== undefined;
  }

  /** Something lives in it, so that it is not empty since before. */
  private touch(namespace: string): void {
    const truth = this.world.truths.get(`Namespace/${namespace}/${namespace}`);
    if (truth) {
      truth.idleSince = this.now;
    }
  }
}
