import {
  ENVIRONMENT_ANNOTATIONS as A,
  ENVIRONMENT_LABELS as L,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Op } from '../plan/types';
import { MARK } from '../sleep/mark';
import { levelOf, type SimulatedEnvironment, type World } from './World';

/** What must never happen. */
export interface Wrong {
  kind: 'deletion' | 'replicas' | 'data' | 'unrest';
  text: string;
}

/**
 * Judges what is done to the simulated cluster by what is true in it, and not
 * by what the planner says: it shares no decision with it.
 */
export class Watchman {
  readonly wrongs: Wrong[] = [];

  constructor(
    private readonly world: World,
    private readonly rules: { minimumNotice: number },
  ) {}

  /** Called right before a namespace goes. */
  deletion(environment: SimulatedEnvironment, now: number): void {
    const { namespace, renewedAt } = environment;
    const expiresAt = namespace.annotations[A.expiresAt];
    const warned = this.world.warnings.some(
      warning =>
        warning.uid === namespace.uid &&
        warning.expiresAt === expiresAt &&
        Date.parse(warning.deliveredAt) >= renewedAt &&
        Date.parse(warning.deliveredAt) + this.rules.minimumNotice <= now,
    );
    if (!warned) {
      this.report('deletion', namespace.name, now, 'without a warning in time');
    }
    if (L.protected in namespace.labels) {
      this.report('deletion', namespace.name, now, 'though protected');
    }
    if (!(Date.parse(expiresAt) <= now)) {
      this.report('deletion', namespace.name, now, 'before it expired');
    }
  }

  /** Called for every write, before it. */
  write(environment: SimulatedEnvironment, op: Op, now: number): void {
    if (op.op !== 'patch' || op.on.kind === 'Namespace') {
      return;
    }
    const facts = environment.workloads.get(op.on.name)?.facts;
    const spec = (op.patch.spec ?? {}) as { replicas?: number };
    if (
      facts &&
      'deletesDataAtZero' in facts &&
      facts.deletesDataAtZero &&
      spec.replicas === 0
    ) {
      this.report(
        'data',
        facts.name,
        now,
        'scaled to 0 though that deletes it',
      );
    }
  }

  /** Called when nothing is left to do in an environment that is awake. */
  awake(environment: SimulatedEnvironment, now: number): void {
    for (const { facts, right } of environment.workloads.values()) {
      if (MARK in facts.annotations) {
        this.report('replicas', facts.name, now, 'still marked as asleep');
      }
      if (!right.has(levelOf(facts))) {
        const wanted = [...right].join(' or ');
        this.report(
          'replicas',
          facts.name,
          now,
          `${levelOf(facts)} instead of ${wanted}`,
        );
      }
    }
  }

  report(kind: Wrong['kind'], name: string, now: number, what: string): void {
    const text = `${new Date(now).toISOString()} ${name}: ${kind} ${what}`;
    this.wrongs.push({ kind, text });
  }
}
