import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  environmentName,
  type PreviewEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  type FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import { isFromFork } from '../../domain/preview/plan/isFromFork';
import { planPreview } from '../../domain/preview/plan/planPreview';
import { targetOf } from '../../domain/preview/plan/targetOf';
import type {
  PreviewStep,
  Reading,
  Sight,
  Target,
} from '../../domain/preview/plan/types';
import {
  keyText,
  type PreviewKey,
  type PreviewRecord,
} from '../../domain/preview/record/record';
import {
  withFailure,
  withReading,
  withSight,
} from '../../domain/preview/record/transitions';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { Settings } from '../../domain/settings/settings';
import { retryAt } from '../../domain/preview/record/retry';
import { Alarms } from './Alarms';
import type { Forges } from './Forges';
import type { Looks } from './Looks';
import type { PreviewClusters } from './PreviewClusters';
import type { PreviewSources } from './PreviewSources';
import type { Readings } from './Readings';
import type { Sights } from './Sights';
import { Slots } from './Slots';
import type { Steps } from './Steps';
import type { Teller } from './Teller';
import { whatWentWrong } from './whatWentWrong';

/** Steps in a row; more than any preview needs, so that nothing runs for ever. */
const MOST_STEPS = 20;
/** Steps that are held back after they failed, see `planPreview`. */
const MAKING: ReadonlySet<PreviewStep['step']> = new Set([
  'create',
  'guard',
  'ask-build',
  'wake',
  'deliver',
]);

interface ReconcilerOptions {
  clusters: FairwayClusters;
  previewClusters: PreviewClusters;
  forges: Forges;
  logger: LoggerService;
  looks: Looks;
  previews: PreviewSettings;
  readings: Readings;
  settings: Settings;
  sights: Sights;
  sources: PreviewSources;
  steps: Steps;
  store: PreviewStore;
  teller: Teller;
  now: () => Date;
}

/** Makes one preview after the other what it should be now. */
export class Reconciler {
  private readonly slots: Slots<PreviewKey>;
  private readonly alarms: Alarms;
  private readonly stopping = new AbortController();

  private constructor(private readonly options: ReconcilerOptions) {
    this.slots = Slots.create({
      concurrency: options.previews.concurrency,
      textOf: keyText,
      work: key => this.workOn(key),
    });
    this.alarms = Alarms.create({ ring: key => void this.slots.ask(key) });
  }

  static create(options: ReconcilerOptions): Reconciler {
    return new Reconciler(options);
  }

  /** Settles when it was looked at after this call; never rejects. */
  ask(key: PreviewKey, options?: { isUrgent?: boolean }): Promise<void> {
    return this.slots.ask(key, options);
  }

  /** Keeps a preview again whose record was lost. */
  async adopt(
    { source, name, owner, tier, entity }: PreviewEnvironment,
    cluster: string,
  ): Promise<void> {
    const { host, repositoryId, number } = source;
    const found = this.options.sources.find(host, repositoryId);
    if (found) {
      await this.options.store.add({
        key: { host, repositoryId, number },
        name,
        cluster,
        repository: found.repository.fullName,
        ...(entity && { entity }),
        owner,
        tier,
        told: {},
      });
    }
  }

  stop(): void {
    this.stopping.abort();
    this.alarms.stop();
  }

  private async workOn(key: PreviewKey): Promise<void> {
    const { logger, teller } = this.options;
    try {
      if (!this.stopping.signal.aborted) {
        await this.reconcile(key);
      }
    } catch (error) {
      logger.warn(
        `Preview ${keyText(key)} could not be looked at: ${
          (error as Error).message
        }`,
      );
    }
    void teller.ask(key);
  }

  private async reconcile(key: PreviewKey): Promise<void> {
    const { readings, sources, store } = this.options;
    await sources.refresh();
    const known = await store.get(key);
    const source = sources.find(key.host, key.repositoryId);
    const fullName = source?.repository.fullName ?? known?.repository;
    if (fullName === undefined) {
      return;
    }
    const reading = await readings.take(key, fullName, known?.pullRequest);
    if (!known && !(await this.begin(key, reading))) {
      return;
    }
    await store.update(key, record => withReading(record, reading));
    for (let i = 0; i < MOST_STEPS; i++) {
      if (!(await this.round(key, reading, i === 0))) {
        return;
      }
    }
  }

  /** @returns whether there is a record now */
  private async begin(key: PreviewKey, reading: Reading): Promise<boolean> {
    if (reading.state === 'unknown') {
      return false;
    }
    const { pullRequest } = reading;
    if (pullRequest.state === 'closed' || isFromFork(pullRequest)) {
      return false;
    }
    const { sources, store, settings, previews } = this.options;
    const source = sources.find(key.host, key.repositoryId);
    const owner = source?.components[0].owner;
    if (!source || !owner) {
      return false;
    }
    const { fullName } = source.repository;
    await store.add({
      key,
      name: environmentName({
        kind: 'preview',
        instance: settings.instance,
        slug: fullName.split('/').at(-1) ?? '',
        ...key,
      }),
      cluster: await this.options.previewClusters.forNew(),
      repository: fullName,
      entity: source.components[0].ref,
      owner,
      tier: source.components[0].tier ?? previews.defaults.tier,
      told: {},
    });
    return true;
  }

  /** One step. @returns whether to look again at once */
  private async round(
    key: PreviewKey,
    reading: Reading,
    isFirst: boolean,
  ): Promise<boolean> {
    const { store, sights, looks } = this.options;
    const before = await store.get(key);
    if (!before) {
      return false;
    }
    if (isFirst) {
      // Mostly there is nothing to do, and the cache knows that as well. What
      // shall be done is decided by a fresh look.
      const { sight } = await looks.of(before);
      if (!this.plan(reading, sight, withSight(before, sight)).plan.step) {
        return false;
      }
    }
    const sight = await sights.of(before);
    const record = await store.update(key, one => withSight(one, sight));
    if (!record) {
      return false;
    }
    const { plan, situation } = this.plan(reading, sight, record);
    return plan.step ? this.attempt(plan.step, situation) : false;
  }

  private plan(reading: Reading, sight: Sight, record: PreviewRecord) {
    const { sources, previews, now, logger } = this.options;
    const { key, pullRequest, readAt = '' } = record;
    const source = sources.find(key.host, key.repositoryId);
    const target = targetOf(record, source, previews);
    // The newest that anybody read, if it could be read now at all.
    const newest: Reading =
      reading.state === 'known' && pullRequest
        ? { state: 'known', pullRequest, readAt }
        : reading;
    const situation = { reading: newest, sight, record, target, source };
    const plan = planPreview(situation, now());
    logger.debug(`${record.name}: ${plan.why}`);
    if (plan.until) {
      this.alarms.set(key, Date.parse(plan.until) - now().getTime());
    }
    return { plan, situation };
  }

  private async attempt(
    step: PreviewStep,
    situation: ReturnType<Reconciler['plan']>['situation'],
  ): Promise<boolean> {
    const { clusters, forges, steps } = this.options;
    const { record, reading } = situation;
    const { key } = record;
    const forge = forges.get(key.host);
    try {
      if (!forge) {
        throw new Error(`No forge is configured for ${key.host}`);
      }
      const outcome = await steps.carryOut(step, {
        ...situation,
        cluster: await clusters.get(record.cluster),
        forge,
        pullRequest:
          reading.state === 'known' ? reading.pullRequest : undefined,
        signal: this.stopping.signal,
      });
      if (step.step === 'ask-build') {
        this.waitForBuild(key, outcome);
      }
      await this.forgetTrouble(record);
      return outcome === 'next';
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 409) {
        // Something changed since it was looked at.
        return true;
      }
      await this.noteFailure(step, situation, error);
      return false;
    }
  }

  private waitForBuild(key: PreviewKey, outcome: 'next' | 'wait'): void {
    if (outcome === 'wait') {
      this.alarms.again(key, this.options.previews.every);
    } else {
      this.alarms.forget(key);
    }
  }

  private async forgetTrouble({ key, trouble }: PreviewRecord): Promise<void> {
    if (trouble !== undefined) {
      await this.options.store.update(key, ({ trouble: _, ...one }) => one);
    }
  }

  private async noteFailure(
    { step }: PreviewStep,
    { record, target }: { record: PreviewRecord; target: Target },
    error: unknown,
  ): Promise<void> {
    const { store, logger, now } = this.options;
    const { message, permanent, isForge } = whatWentWrong(error);
    logger.warn(`${record.name} is not yet as it should be: ${message}`, {
      step,
    });
    const after = await store.update(record.key, one => {
      if (isForge) {
        return { ...one, unread: message };
      }
      if (!MAKING.has(step) || target.state !== 'wanted') {
        return { ...one, trouble: message };
      }
      const at = now().toISOString();
      const failure = { target: target.fingerprint, message, permanent, at };
      return withFailure(one, failure);
    });
    const again = after?.failure && retryAt(after.failure);
    if (again) {
      this.alarms.set(record.key, again.getTime() - now().getTime());
    }
  }
}
