import type {
  CacheLease,
  WarningStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { SightingStore } from '../database/SightingStore';
import {
  evaluate,
  type Knowledge,
  type Verdict,
} from '../domain/evaluate/evaluate';
import { planPass, type PassPlan } from '../domain/evaluate/planPass';
import type { Settings } from '../domain/settings/settings';
import { sourceOf, type Looks } from './Looks';

/** Milliseconds for which all viewers share one evaluation. */
const KEEP = 2_000;

/** What the rules say about a cluster. */
export interface Evaluation {
  at: Date;
  /** Those that are findings. */
  verdicts: Verdict[];
  looked: number;
  sighted: ReadonlySet<string>;
  restarted: ReadonlySet<string>;
  plan: PassPlan;
  /** Milliseconds that it took. */
  took: number;
}

interface EvaluationsOptions {
  looks: Looks;
  settings: Settings;
  sightings: SightingStore;
  warnings: WarningStore;
  now: () => Date;
}

/** Evaluates the rules over the watch cache. */
export class Evaluations {
  private readonly recent = new Map<
    string,
    { until: number; evaluation: Promise<Evaluation> }
  >();

  private constructor(private readonly options: EvaluationsOptions) {}

  static create(options: EvaluationsOptions): Evaluations {
    return new Evaluations(options);
  }

  /** For those that look: not older than two seconds. */
  async shared(cluster: string, lease: CacheLease): Promise<Evaluation> {
    const time = performance.now();
    const known = this.recent.get(cluster);
    if (known && time < known.until) {
      return known.evaluation;
    }
    const evaluation = this.now(cluster, lease);
    this.recent.set(cluster, { until: time + KEEP, evaluation });
    evaluation.catch(() => this.recent.delete(cluster));
    return evaluation;
  }

  /** Something was changed that others are to see at once. */
  forget(cluster: string): void {
    this.recent.delete(cluster);
  }

  /** As it is now. With `take`, what was of use in between is used up. */
  async now(
    cluster: string,
    lease: CacheLease,
    { take = false }: { take?: boolean } = {},
  ): Promise<Evaluation> {
    const { settings, looks } = this.options;
    const at = this.options.now();
    const knowledge = await this.knowledge(cluster, at);
    if (take) {
      looks.touchesIn(cluster).take();
    }
    const begun = performance.now();
    const verdicts: Verdict[] = [];
    const { looked, sighted, restarted } = evaluate(sourceOf(lease), {
      settings,
      rules: settings.rules,
      knowledge,
      now: at,
      onVerdict: verdict => {
        if (verdict.state) {
          verdicts.push(verdict);
        }
      },
    });
    const plan = planPass({ verdicts, looked }, settings.cap);
    const took = performance.now() - begun;
    return { at, verdicts, looked, sighted, restarted, plan, took };
  }

  /** What the database has to say. */
  async knowledge(cluster: string, now: Date): Promise<Knowledge> {
    const [warnings, sightings] = await Promise.all([
      this.options.warnings.newest(cluster),
      this.options.sightings.since(cluster, now),
    ]);
    const touched = this.options.looks.touchesIn(cluster).peek();
    return { warnings, sightings, touched };
  }
}
