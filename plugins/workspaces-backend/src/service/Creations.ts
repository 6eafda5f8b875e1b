import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import {
  stringifyWorkspaceWish,
  workspaceName,
  type CreateWorkspaceInput,
  type Environment,
  type WorkspacePlan,
  type WorkspaceRef,
  type WorkspaceResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  KubernetesApiError,
  requireClear,
  type CacheLease,
  type Cluster,
  type UserCredentials,
  type Viewers,
  type WorkspaceDriver,
  type WorkspaceSetUp,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { quotaKind } from '../domain/kinds/kinds';
import { TYPES } from '../domain/kinds/resourceTypes';
import { planCreate, type Creation } from '../domain/plan/planCreate';
import type { ImageSetting, Settings } from '../domain/settings/settings';
import { repositoryOf } from '../domain/source/repository';
import type { Caller } from './Caller';
import { resolveIn, type Component, type Components } from './Components';
import type { Finder } from './Finder';
import { countOf } from './counts';
import type { Gate } from './createServices';
import type { InnerLoop } from './InnerLoop';
import type { Sandboxes } from './Sandboxes';
import { setUpOf } from './setUpOf';
import type { Authority } from './ssh/Authority';

interface CreationsOptions {
  auditor: AuditorService;
  authority: Authority;
  components: Components;
  driver: WorkspaceDriver;
  finder: Finder;
  gate: Gate;
  innerLoop: InnerLoop;
  sandboxes: Sandboxes;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

/** A creation, and with what it is carried out. */
interface Prepared {
  cluster: Cluster;
  creation: Creation;
  egress: WorkspaceSetUp['egress'];
  actor: string;
  user: UserCredentials;
}

/** Makes workspaces. */
export class Creations {
  private constructor(private readonly options: CreationsOptions) {}

  static create(options: CreationsOptions): Creations {
    return new Creations(options);
  }

  /** What would be made. Writes nothing. */
  async plan(
    input: CreateWorkspaceInput,
    caller: Caller,
  ): Promise<WorkspacePlan> {
    const { creation } = await this.prepare(input, caller);
    return planCreate(creation, this.options.settings);
  }

  /** Makes it, and a sandbox first where there is none. */
  async create(
    input: CreateWorkspaceInput,
    caller: Caller,
  ): Promise<WorkspaceResult> {
    const prepared = await this.prepare(input, caller);
    const { cluster, creation, actor } = prepared;
    const { namespace, name, spec } = creation;
    const ref = { cluster: cluster.name, namespace, name };
    return audited(
      this.options.auditor,
      {
        eventId: 'workspace-change',
        verb: 'create',
        actor,
        reason: `Workspace of ${spec.entityRef}`,
        ...ref,
        request: caller.request,
      },
      async note => {
        note({ branch: spec.branch, tier: spec.tier, image: spec.image.image });
        const plan = planCreate(creation, this.options.settings);
        requireClear(plan, { reason: 'create', acknowledged: [] });
        const problems = await this.carryOut(prepared, input);
        note({ outcome: 'applied' });
        return {
          ...ref,
          outcome: 'applied',
          message: `${name} is being started in ${namespace}`,
          problems,
        };
      },
    );
  }

  private async carryOut(
    { cluster, creation, egress, actor, user }: Prepared,
    input: CreateWorkspaceInput,
  ): Promise<string[]> {
    const { authority, driver, settings, now } = this.options;
    const { name, spec, idleMinutes } = creation;
    // Before anything is made: without it nobody could get in.
    const userAuthority = await authority.publicKey();
    const files = await this.files(input, { user, creation });
    const problems = creation.sandbox
      ? []
      : await this.makeSandbox(creation, user);
    const ref: WorkspaceRef = {
      cluster: cluster.name,
      namespace: creation.namespace,
      name,
    };
    const startedAt = now().toISOString();
    await driver.create(
      cluster,
      {
        namespace: creation.namespace,
        name,
        record: { spec: { ...spec, createdBy: actor }, idleMinutes, startedAt },
      },
      setUpOf(ref, settings, { userAuthority, egress, files }),
    );
    return problems;
  }

  private async makeSandbox(
    { namespace, cluster }: Creation,
    user: UserCredentials,
  ): Promise<string[]> {
    const made = await this.options.sandboxes.make(
      this.sandboxWish(cluster),
      user,
    );
    if (made.namespace !== namespace) {
      throw new Error(
        `The sandbox is called ${made.namespace}, and was planned as ${namespace}`,
      );
    }
    return made.problems;
  }

  private async files(
    { innerLoopTool: tool, entityRef }: CreateWorkspaceInput,
    { user, creation }: { user: UserCredentials; creation: Creation },
  ): Promise<WorkspaceSetUp['files']> {
    if (!tool) {
      return [];
    }
    const { cluster, namespace } = creation;
    return this.options.innerLoop.filesFor(
      { entityRef, tool, cluster, namespace },
      { credentials: user },
    );
  }

  private async prepare(
    input: CreateWorkspaceInput,
    { credentials }: Caller,
  ): Promise<Prepared> {
    const { viewers, gate, settings, components, finder } = this.options;
    const user = viewers.requireUser(credentials);
    const { user: actor } = await viewers.refsOf(user);
    const cluster = await this.clusterFor(input.cluster);
    const component = await components.get(input.entityRef, user);
    const { tier = settings.defaultTier } = input;
    const wish = {
      cluster: cluster.name,
      tier,
      owner: actor,
      entityRef: component.ref,
    };
    await gate.require(
      'create',
      {
        resourceRef: stringifyWorkspaceWish(wish),
        title: `a workspace of ${component.ref} of tier ${tier} in cluster ${cluster.name}`,
      },
      user,
    );
    const lease = await finder.look(cluster);
    try {
      return await this.describe(input, {
        cluster,
        component,
        lease,
        actor,
        user,
      });
    } finally {
      lease.release();
    }
  }

  private async describe(
    input: CreateWorkspaceInput,
    around: {
      cluster: Cluster;
      component: Component;
      lease: CacheLease;
      actor: string;
      user: UserCredentials;
    },
  ): Promise<Prepared> {
    const { settings, finder, driver } = this.options;
    const { cluster, component, lease, actor, user } = around;
    const { tier = settings.defaultTier, branch = '' } = input;
    const place = await this.placeFor(input.namespace, around);
    const { namespace } = place;
    const name = workspaceName({
      instance: settings.instance,
      cluster: cluster.name,
      namespace,
      entityRef: component.ref,
      branch,
    });
    const repository = repositoryOf(component.entity, settings);
    if ('why' in repository) {
      throw new InputError(repository.why);
    }
    const resolutions = resolveIn(component, lease, {
      cluster: cluster.name,
      namespace,
    });
    return {
      cluster,
      actor,
      user,
      egress: resolutions.flatMap(({ egress }) => egress ?? []),
      creation: {
        cluster: cluster.name,
        name,
        ...place,
        idleMinutes: this.idleMinutes(input.idleMinutes),
        quotas: place.sandbox ? await quotasIn(cluster, namespace) : [],
        exists: Boolean(
          place.sandbox && (await driver.afresh(cluster, { namespace, name })),
        ),
        counts: countOf(finder.inCache(lease), actor),
        spec: {
          entityRef: component.ref,
          createdBy: actor,
          repository: repository.spec,
          branch,
          image: imageFor(settings.images, input.image),
          tier,
          resources: settings.tiers[tier],
          dependencies: resolutions.map(({ dependency }) => dependency),
        },
      },
    };
  }

  private async placeFor(
    wanted: string | undefined,
    around: {
      cluster: Cluster;
      lease: CacheLease;
      actor: string;
      user: UserCredentials;
    },
  ): Promise<
    Pick<
      Creation,
      'namespace' | 'sandbox' | 'sandboxFindings' | 'sandboxReasons'
    >
  > {
    const { cluster, lease, actor, user } = around;
    const { finder, sandboxes } = this.options;
    const sandbox = wanted
      ? await this.ownSandbox(cluster, { namespace: wanted, actor })
      : preferred(finder.sandboxesOf(lease, actor));
    if (sandbox) {
      return { namespace: sandbox.name, sandbox };
    }
    const plan = await sandboxes.plan(this.sandboxWish(cluster.name), user);
    return {
      namespace: plan.namespace,
      sandboxReasons: plan.reasons,
      sandboxFindings: plan.findings,
    };
  }

  private async ownSandbox(
    cluster: Cluster,
    { namespace, actor }: { namespace: string; actor: string },
  ): Promise<Environment> {
    const sandbox = await this.options.finder.sandbox(cluster, namespace);
    // Whose it is must not be learnt by trying names.
    if (!sandbox || sandbox.owner !== actor) {
      throw new NotFoundError(
        `You have no sandbox '${namespace}' in cluster ${cluster.name}`,
      );
    }
    return sandbox;
  }

  private sandboxWish(cluster: string) {
    const { title, tier } = this.options.settings.sandbox;
    return { title, cluster, ...(tier && { tier }) };
  }

  private idleMinutes(wanted: number | undefined): number {
    const { defaultMinutes, maxMinutes } = this.options.settings.idle;
    const minutes = wanted ?? defaultMinutes;
    if (minutes > maxMinutes) {
      throw new InputError(
        `idleMinutes may be ${maxMinutes} at most, but is ${minutes}`,
      );
    }
    return minutes;
  }

  private async clusterFor(name: string | undefined): Promise<Cluster> {
    const all = await this.options.finder.clusters();
    const found = name ? all.find(one => one.name === name) : all[0];
    if (!found) {
      throw new InputError(
        `There is no cluster ${
          name ? `'${name}' ` : ''
        }for workspaces; there are: ${
          all.map(one => one.name).join(', ') || 'none'
        }`,
      );
    }
    return found;
  }
}

/** One that is awake, if any is. */
function preferred(sandboxes: readonly Environment[]): Environment | undefined {
  return sandboxes.find(({ asleep }) => !asleep) ?? sandboxes[0];
}

function imageFor(
  images: readonly ImageSetting[],
  wanted: string | undefined,
): { id: string; title: string; image: string } {
  const found = wanted ? images.find(({ id }) => id === wanted) : images[0];
  if (!found) {
    throw new InputError(
      wanted
        ? `image '${wanted}' is none of ${
            images.map(({ id }) => id).join(', ') || 'those that are configured'
          }`
        : 'No image for workspaces is configured: set workspaces.image',
    );
  }
  const { id, title, image } = found;
  return { id, title, image };
}

/** Past the cache: what is shown before must be what is enforced then. */
async function quotasIn(cluster: Cluster, namespace: string) {
  try {
    const quotas = await cluster.operator.list(TYPES.ResourceQuota, {
      namespace,
    });
    return quotas.map(quotaKind.project);
  } catch (error) {
    if (error instanceof KubernetesApiError) {
      throw new Error(
        `The quota of ${namespace} cannot be read: ${toError(error).message}`,
        { cause: error },
      );
    }
    throw error;
  }
}
