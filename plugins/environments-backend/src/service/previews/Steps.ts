import { ConflictError } from '@backstage/errors';
import {
  environmentPatch,
  parseSchedule,
  shouldBeAwake,
  type PreviewEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  PULL_REQUEST_CLOSED,
  type Cluster,
  type LedgerStore,
  type PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import { desiredNamespace } from '../../domain/guardRails/desiredObjects';
import { namespaceKind } from '../../domain/kinds/namespace';
import { TYPES } from '../../domain/kinds/resourceTypes';
import type { PreviewStep, Sight } from '../../domain/preview/plan/types';
import type { PreviewRecord } from '../../domain/preview/record/record';
import { withoutNamespace } from '../../domain/preview/record/transitions';
import type { PreviewSettings } from '../../domain/preview/settings';
import type { PreviewSource } from '../../domain/preview/setUp/source';
import type { Settings } from '../../domain/settings/settings';
import type { Deletions } from '../Deletions';
import type { Passes } from '../Passes';
import type { Wishes } from '../Wishes';
import { askBuild } from './askBuild';
import type { Creators } from './Creators';
import type { PreviewTools } from './DeliveryParts';
import type { Deployer } from './Deployer';
import type { GuardedForge } from './GuardedForge';
import type { Sights } from './Sights';
import type { Teller } from './Teller';

const FIELD_MANAGER = 'fairway-environments';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Entries of the ledger among which the end of a namespace is looked for. */
const RECENT = 500;

interface StepsOptions {
  creators: Creators;
  deletions: Deletions;
  deployer: Deployer;
  ledger: LedgerStore;
  passes: Passes;
  previews: PreviewSettings;
  settings: Settings;
  sights: Sights;
  store: PreviewStore;
  teller: Teller;
  tools: PreviewTools;
  wishes: Wishes;
  now: () => Date;
}

/** What a step is done with and to. */
export interface StepContext {
  cluster: Cluster;
  forge: GuardedForge;
  source?: PreviewSource;
  record: PreviewRecord;
  sight: Sight;
  pullRequest?: PullRequest;
  signal?: AbortSignal;
}

/** Whether all is looked at anew right away, or when something may have changed. */
export type StepOutcome = 'next' | 'wait';

type StepOf<K extends PreviewStep['step']> = Extract<PreviewStep, { step: K }>;

type Doers = {
  [K in PreviewStep['step']]: (
    step: StepOf<K>,
    context: StepContext,
  ) => Promise<StepOutcome>;
};

/** Carries out what was decided, one step at a time. Knows no reason of it. */
export class Steps {
  private constructor(private readonly options: StepsOptions) {}

  static create(options: StepsOptions): Steps {
    return new Steps(options);
  }

  /** @throws whatever kept it from being done; it can be done again */
  async carryOut(
    step: PreviewStep,
    context: StepContext,
  ): Promise<StepOutcome> {
    const doer = this.doers[step.step] as (
      step: PreviewStep,
      context: StepContext,
    ) => Promise<StepOutcome>;
    return doer(step, context);
  }

  private readonly doers: Doers = {
    create: async (_, context) => {
      const { record, cluster } = context;
      const environment = await this.newEnvironment(context);
      // Whoever has no name in the cluster could not be bound to it.
      this.options.wishes.for(environment);
      await cluster.operator.create(
        TYPES.Namespace,
        desiredNamespace(environment),
        { fieldManager: FIELD_MANAGER },
      );
      void this.options.teller.ask(record.key);
      return 'next';
    },

    aim: async (_, { cluster, sight, source, pullRequest }) => {
      const { environment } = present(sight);
      const { previews, now } = this.options;
      const [component] = source?.components ?? [];
      const later = inDays(previews.defaults.days, now());
      const { expiresAt } = environment;
      await patchContract(cluster, present(sight), {
        ...environment,
        owner: component?.owner ?? environment.owner,
        tier: component?.tier ?? environment.tier,
        source: {
          ...environment.source,
          commit: pullRequest?.head.commit ?? environment.source.commit,
        },
        // Whoever pushes needs it: that is as good as a renewal.
        ...(expiresAt && expiresAt < later && { expiresAt: later }),
      });
      return 'next';
    },

    guard: async (_, context) => {
      await this.settle(context, ({ guardRails }) => guardRails !== undefined);
      return 'next';
    },

    'ask-build': async (
      { context },
      { forge, source, record, pullRequest },
    ) => {
      const build = await askBuild({
        forge,
        repository: requireSource(source).repository,
        commit: pullRequest?.head.commit ?? '',
        context,
      });
      await this.options.store.update(record.key, one => ({ ...one, build }));
      return build.state === 'ready' ? 'next' : 'wait';
    },

    wake: async (_, context) => {
      const { cluster, sight } = context;
      const { environment } = present(sight);
      const { now, settings } = this.options;
      if (!shouldBeAwake(environment, now())) {
        await patchContract(cluster, present(sight), {
          ...environment,
          override: this.awakeFor(settings.wakeHours),
        });
      }
      await this.settle(context, ({ asleep }) => asleep === undefined);
      return 'next';
    },

    deliver: async ({ fingerprint }, context) => {
      const { uid, delivered, environment } = present(context.sight);
      await this.options.deployer.deploy({
        ...context,
        source: requireSource(context.source),
        uid,
        delivered,
        commit: environment.source.commit,
        fingerprint,
      });
      return 'next';
    },

    delete: async ({ uid, evidence }, { cluster, record }) => {
      const { deletions, store } = this.options;
      const namespace = await readNamespace(cluster, record.name);
      if (namespace.uid !== uid) {
        return 'next';
      }
      // First, so that nobody takes its absence for a wish of somebody's.
      await store.update(record.key, one => ({ ...one, ended: uid }));
      await deletions.delete(cluster, namespace, {
        actor: 'fairway:previews',
        rule: PULL_REQUEST_CLOSED,
        evidence,
      });
      return 'next';
    },

    'note-gone': async ({ tombstone }, { record }) => {
      const why = tombstone && (await this.whyGone(record));
      await this.options.store.update(record.key, one =>
        withoutNamespace(
          one,
          tombstone && { ...tombstone, why: why ?? tombstone.why },
        ),
      );
      return 'next';
    },

    'drop-database': async (_, { record, signal }) => {
      const { tools, store } = this.options;
      if (!tools.databases) {
        throw new ConflictError(
          `${record.name} has a schema on the shared database that cannot be dropped: environments.previews.databases is not set any more`,
        );
      }
      await tools.databases.drop(record.name, { signal });
      await store.update(record.key, ({ databaseOf: _of, ...one }) => one);
      return 'next';
    },

    part: async (_, { record }) => {
      const done = await this.options.teller.part(record);
      if (done) {
        await this.options.store.forget(record.key);
      }
      return 'wait';
    },
  };

  private async newEnvironment({
    record,
    source,
    pullRequest,
  }: StepContext): Promise<PreviewEnvironment> {
    const { settings, previews, creators, now } = this.options;
    const { name, key, owner, tier, entity } = record;
    const { schedule: text, days } = previews.defaults;
    const schedule = text ? parseSchedule(text) : undefined;
    const isAwake = shouldBeAwake({ schedule }, now());
    return {
      kind: 'preview',
      name,
      instance: settings.instance,
      owner: source?.components[0].owner ?? owner,
      tier: source?.components[0].tier ?? tier,
      createdBy: await creators.of(pullRequest?.author, owner),
      ...(entity && { entity }),
      expiresAt: inDays(days, now()),
      ...(schedule && { schedule }),
      ...(!isAwake && { override: this.awakeFor(settings.wakeHours) }),
      source: { ...key, commit: pullRequest?.head.commit ?? '' },
    };
  }

  /**
   * Lets the loop do its part now, and sees that it was done.
   *
   * @throws Error saying what did not work out
   */
  private async settle(
    { cluster, record }: StepContext,
    isDone: (environment: PreviewEnvironment) => boolean,
  ): Promise<void> {
    const problems = await this.options.passes.settle(cluster, record.name);
    const sight = await this.options.sights.of(record);
    if (sight.state === 'present' && !isDone(sight.environment)) {
      throw new Error(
        problems.join('; ') || 'The environment is not yet as it should be',
      );
    }
  }

  private awakeFor(hours: number) {
    const until = new Date(this.options.now().getTime() + hours * HOUR);
    return { state: 'awake' as const, until: until.toISOString() };
  }

  /** What the ledger says of its end. */
  private async whyGone({ uid }: PreviewRecord): Promise<string | undefined> {
    const entries = await this.options.ledger.newest(RECENT);
    const entry = entries.findLast(
      ({ fact }) => fact.uid === uid && fact.outcome === 'deleted',
    );
    if (!entry) {
      return 'It was deleted outside the portal';
    }
    const { actor, rule } = entry.fact;
    return rule === 'expired' ? 'It expired' : `It was deleted by ${actor}`;
  }
}

type Present = Extract<Sight, { state: 'present' }>;

/** The planner asks for these steps only where it is so. */
function present(sight: Sight): Present {
  if (sight.state !== 'present') {
    throw new Error(`There is no namespace: it is ${sight.state}`);
  }
  return sight;
}

function requireSource(source: PreviewSource | undefined): PreviewSource {
  if (!source) {
    throw new Error('No component wants previews of this repository');
  }
  return source;
}

/** Refused by the API server if anybody changed the namespace in between. */
async function patchContract(
  { operator }: Cluster,
  { environment, uid, resourceVersion }: Present,
  after: PreviewEnvironment,
): Promise<void> {
  await operator.patch(
    { type: TYPES.Namespace, name: environment.name },
    {
      type: 'application/merge-patch+json',
      body: {
        metadata: {
          ...environmentPatch(environment, after),
          uid,
          resourceVersion,
        },
      },
    },
    { fieldManager: FIELD_MANAGER },
  );
}

async function readNamespace({ operator }: Cluster, name: string) {
  return namespaceKind.project(
    await operator.get({ type: TYPES.Namespace, name }),
  );
}

function inDays(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY).toISOString();
}
