import type { AuditorService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  ENVIRONMENT_LABELS,
  ENVIRONMENT_TIERS,
  environmentName,
  formatSchedule,
  parseSchedule,
  readEnvironment,
  stringifyEnvironmentWish,
  type Availability,
  type CreateSandboxInput,
  type Environment,
  type EnvironmentPlan,
  type EnvironmentResult,
  type PersonalEnvironment,
  type SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  KubernetesApiError,
  toBackstageError,
  type Cluster,
  type FairwayClusters,
  type UserCredentials,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1Namespace } from '@kubernetes/client-node';
import {
  desiredNamespace,
  desiredObjects,
} from '../domain/guardRails/desiredObjects';
import { TYPES } from '../domain/kinds/resourceTypes';
import { finding } from '../domain/plan/finding';
import type { Settings } from '../domain/settings/settings';
import { tierView } from '../domain/view/tierView';
import type { Caller } from './Changes';
import type { Gate } from './Gate';
import type { Passes } from './Passes';
import type { Wishes } from './Wishes';

const DAY = 24 * 3_600_000;

interface SandboxesOptions {
  auditor: AuditorService;
  clusters: FairwayClusters;
  gate: Gate;
  passes: Passes;
  settings: Settings;
  viewers: Viewers;
  wishes: Wishes;
  now: () => Date;
}

/** Makes sandboxes. */
export class Sandboxes {
  private constructor(private readonly options: SandboxesOptions) {}

  static create(options: SandboxesOptions): Sandboxes {
    return new Sandboxes(options);
  }

  /** What a form offers to this user. */
  async offer({ credentials }: Caller): Promise<SandboxOptions> {
    const { viewers, settings } = this.options;
    const user = viewers.requireUser(credentials);
    const refs = await viewers.refsOf(user);
    const clusters = await this.clusters();
    const may = await this.mayCreate(user, refs.user, clusters[0]);
    const { defaultTier, defaultDays, defaultSchedule } = settings.sandbox;
    const { maxDays, perOwner } = settings.sandbox;
    return {
      clusters: clusters.map(({ name, title }) => ({ name, title })),
      tiers: ENVIRONMENT_TIERS.map((tier, i) => ({
        ...tierView(tier, settings),
        create: may[i],
      })),
      owners: [
        refs.user,
        ...refs.ownership.filter(ref => ref.startsWith('group:')),
      ],
      defaults: {
        cluster: clusters[0]?.name,
        tier: defaultTier,
        days: defaultDays,
        schedule: defaultSchedule,
      },
      limits: { maxDays, perOwner },
    };
  }

  /** For each tier, whether the user may have one of it. */
  private async mayCreate(
    user: UserCredentials,
    owner: string,
    cluster: Cluster | undefined,
  ): Promise<Availability[]> {
    if (!cluster) {
      const why = 'No cluster for environments is configured';
      return ENVIRONMENT_TIERS.map(() => ({ enabled: false, why }));
    }
    const wish = { cluster: cluster.name, kind: 'sandbox', owner } as const;
    const decisions = await this.options.gate.decide(
      ENVIRONMENT_TIERS.map(tier =>
        stringifyEnvironmentWish({ ...wish, tier }),
      ),
      user,
    );
    return decisions.map(({ create }, i) =>
      create
        ? { enabled: true }
        : {
            enabled: false,
            why: `The portal's policy does not give you the permission environment.create for tier ${ENVIRONMENT_TIERS[i]}`,
          },
    );
  }

  /** What would be made. Writes nothing. */
  async plan(
    input: CreateSandboxInput,
    { credentials }: Caller,
  ): Promise<EnvironmentPlan> {
    const { cluster, environment } = await this.prepare(input, credentials);
    const others = await this.othersOf(cluster, environment);
    const { tier, name, owner, expiresAt, schedule } = environment;
    const objects = desiredObjects(
      environment,
      this.options.wishes.for(environment).rails,
    );
    const problem = this.obstacle(environment, others);
    return {
      action: 'create',
      cluster: cluster.name,
      namespace: name,
      summary: `Make sandbox ${name} of tier ${tier} for ${owner}, until ${expiresAt}, ${
        schedule ? `awake ${formatSchedule(schedule)}` : 'always awake'
      }`,
      reasons: [
        `Create Namespace ${name}`,
        ...objects.map(
          ({ kind, metadata }) => `Apply ${kind} ${metadata.name}`,
        ),
      ],
      findings: problem ? [finding('create', problem, 'block')] : [],
      noop: false,
      version: '',
    };
  }

  /** Makes it, guard rails and all; what fails on the way the loop goes on with. */
  async create(
    input: CreateSandboxInput,
    { credentials, request }: Caller,
  ): Promise<EnvironmentResult> {
    const { auditor, passes } = this.options;
    const { cluster, environment, actor } = await this.prepare(
      input,
      credentials,
    );
    const { name, owner, tier, expiresAt } = environment;
    const intent = {
      actor,
      verb: 'create',
      cluster: cluster.name,
      namespace: name,
      reason: `Sandbox '${environment.title}'`,
      request,
    };
    return audited(
      auditor,
      { ...intent, eventId: 'environment-change' },
      async note => {
        note({ owner, tier, expiresAt: expiresAt ?? '' });
        const others = await this.othersOf(cluster, environment);
        const problem = this.obstacle(environment, others);
        if (problem) {
          throw new ConflictError(problem);
        }
        await this.createNamespace(cluster, environment);
        const problems = await passes.settle(cluster, name);
        note({ outcome: 'applied', ...(problems.length > 0 && { problems }) });
        return {
          outcome: 'applied',
          cluster: cluster.name,
          namespace: name,
          message: `Sandbox ${name} is ready until ${expiresAt}`,
          problems,
        };
      },
    );
  }

  private async prepare(
    input: CreateSandboxInput,
    credentials: Caller['credentials'],
  ): Promise<{
    cluster: Cluster;
    environment: PersonalEnvironment;
    actor: string;
  }> {
    const { viewers, gate, settings, wishes } = this.options;
    const user = viewers.requireUser(credentials);
    const refs = await viewers.refsOf(user);
    const { owner = refs.user, tier = settings.sandbox.defaultTier } = input;
    if (owner !== refs.user && !refs.ownership.includes(owner)) {
      throw new NotAllowedError(
        `owner '${owner}' is neither you nor one of your groups`,
      );
    }
    const cluster = await this.clusterFor(input.cluster);
    const wish = {
      cluster: cluster.name,
      kind: 'sandbox',
      tier,
      owner,
    } as const;
    await gate.require('create', wish, user);
    // Whoever has no name in the cluster could not use what they get.
    wishes.for({ owner, tier });
    const environment = this.describe(input, { owner, tier, actor: refs.user });
    return { cluster, environment, actor: refs.user };
  }

  private describe(
    { title, days, schedule: text, entityRef }: CreateSandboxInput,
    who: { owner: string; tier: Environment['tier']; actor: string },
  ): PersonalEnvironment {
    const { settings, now } = this.options;
    const { defaultDays, maxDays, defaultSchedule } = settings.sandbox;
    const wanted = days ?? defaultDays;
    if (wanted > maxDays) {
      throw new InputError(`days must be at most ${maxDays}, but is ${wanted}`);
    }
    const { owner, tier, actor } = who;
    const key = {
      kind: 'sandbox' as const,
      instance: settings.instance,
      owner,
      title,
    };
    const schedule = text ?? defaultSchedule;
    return {
      ...key,
      name: environmentName(key),
      createdBy: actor,
      tier,
      expiresAt: new Date(now().getTime() + wanted * DAY).toISOString(),
      ...(entityRef && { entity: fullRef(entityRef) }),
      ...(schedule &&
        schedule !== 'always' && { schedule: parseSchedule(schedule) }),
    };
  }

  /** Why this sandbox cannot be made now. */
  private obstacle(
    { name, owner }: Environment,
    others: { same?: V1Namespace; count: number },
  ): string | undefined {
    if (others.same?.metadata?.deletionTimestamp) {
      return `The last ${name} is still being deleted. Wait until it is gone, or choose another title`;
    }
    if (others.same) {
      return `${name} is there already: choose another title, or delete it first`;
    }
    const { perOwner } = this.options.settings.sandbox;
    return others.count >= perOwner
      ? `${owner} has ${others.count} sandboxes, and may have ${perOwner}: delete one first`
      : undefined;
  }

  private async othersOf(
    cluster: Cluster,
    { name, owner }: Environment,
  ): Promise<{ same?: V1Namespace; count: number }> {
    const { instance } = this.options.settings;
    const namespaces = await cluster.operator.list<V1Namespace>(
      TYPES.Namespace,
      { labelSelector: `${ENVIRONMENT_LABELS.instance}=${instance}` },
    );
    const own = namespaces.filter(namespace => {
      const reading = readEnvironment(namespace, { instance });
      return (
        reading.outcome === 'environment' &&
        reading.environment.kind === 'sandbox' &&
        reading.environment.owner === owner
      );
    });
    return {
      same: namespaces.find(({ metadata }) => metadata?.name === name),
      count: own.filter(({ metadata }) => !metadata?.deletionTimestamp).length,
    };
  }

  private async createNamespace(
    cluster: Cluster,
    environment: Environment,
  ): Promise<void> {
    try {
      await cluster.operator.create(
        TYPES.Namespace,
        desiredNamespace(environment),
        { fieldManager: 'fairway-environments' },
      );
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 409) {
        throw new ConflictError(
          `There is a namespace ${environment.name} already, and it is not this portal's: it is left alone`,
          error,
        );
      }
      throw toBackstageError(error);
    }
  }

  private async clusters(): Promise<Cluster[]> {
    const { clusters, settings } = this.options;
    const all = await clusters.list();
    return all.filter(({ name }) => settings.clusters?.includes(name) ?? true);
  }

  private async clusterFor(name: string | undefined): Promise<Cluster> {
    const all = await this.clusters();
    const found = name ? all.find(one => one.name === name) : all[0];
    if (!found) {
      throw new InputError(
        `There is no cluster ${
          name ? `'${name}' ` : ''
        }for environments; there are: ${
          all.map(one => one.name).join(', ') || 'none'
        }`,
      );
    }
    return found;
  }
}

function fullRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `entityRef '${text}' is not an entity reference such as component:default/shop`,
    );
  }
}
