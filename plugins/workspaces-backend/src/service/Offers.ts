import {
  ENVIRONMENT_TIERS,
  stringifyWorkspaceWish,
  type Availability,
  type Finding,
  type WorkspaceOptions,
  type WorkspacePlace,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CacheLease,
  Cluster,
  UserCredentials,
  Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { toError } from '@backstage/errors';
import { quotaKind } from '../domain/kinds/kinds';
import { finding } from '../domain/plan/finding';
import { fits, quotaUse, type QuotaCount } from '../domain/quota/fit';
import type { Settings } from '../domain/settings/settings';
import {
  repositoryOf,
  type NamedRepository,
} from '../domain/source/repository';
import type { Branches } from './Branches';
import type { Caller } from './Caller';
import { resolveIn, type Component, type Components } from './Components';
import { countOf } from './counts';
import type { Gate } from './createServices';
import type { Finder, Found } from './Finder';
import type { Sandboxes } from './Sandboxes';

interface OffersOptions {
  branches: Branches;
  components: Components;
  finder: Finder;
  gate: Gate;
  sandboxes: Sandboxes;
  settings: Settings;
  viewers: Viewers;
}

/** What the form for a new workspace offers. */
export class Offers {
  private constructor(private readonly options: OffersOptions) {}

  static create(options: OffersOptions): Offers {
    return new Offers(options);
  }

  async offer(
    entityRef: string,
    { credentials }: Caller,
  ): Promise<WorkspaceOptions> {
    const { viewers, components, finder, settings, branches } = this.options;
    const user = viewers.requireUser(credentials);
    const { user: owner } = await viewers.refsOf(user);
    const component = await components.get(entityRef, user);
    const clusters = await finder.clusters();
    const looks = await Promise.all(
      clusters.map(async cluster => ({
        cluster,
        lease: await finder.look(cluster),
      })),
    );
    try {
      const places = await this.places(looks, { owner, user });
      const [place] = places;
      const repository = repositoryOf(component.entity, settings);
      const found = looks.flatMap(({ cluster, lease }) =>
        finder.inCache(lease).map(one => ({ one, cluster: cluster.name })),
      );
      const counts = countOf(
        found.map(({ one }) => one),
        owner,
      );
      const [first] = looks;
      const resolutions =
        first && place ? resolveIn(component, first.lease, place) : [];
      const { perUser, runningPerUser } = settings.limits;
      return {
        entityRef: component.ref,
        create: await this.mayCreate({
          component,
          owner,
          user,
          place,
          counts,
          repository,
        }),
        findings: findingsOf({ repository, settings, first }),
        ...('url' in repository && {
          repository: {
            url: repository.url,
            host: repository.host,
            name: repository.name,
          },
        }),
        branches: await branches.of(component.ref, user),
        places,
        images: settings.images.map(({ id, title, description, image }) => ({
          id,
          title,
          ...(description && { description }),
          image,
        })),
        dependencies: resolutions.map(({ dependency }) => dependency),
        existing: existingOf(found, { owner, entityRef: component.ref }),
        defaults: {
          branch: '',
          cluster: place?.cluster,
          namespace: place?.namespace ?? '',
          tier: defaultTier(place, settings),
          image: settings.images[0]?.id ?? '',
          idleMinutes: settings.idle.defaultMinutes,
        },
        limits: {
          perUser,
          runningPerUser,
          used: counts.all,
          running: counts.running,
          maxIdleMinutes: settings.idle.maxMinutes,
        },
      };
    } finally {
      looks.forEach(({ lease }) => lease.release());
    }
  }

  /** The user's sandboxes that are awake first; a new one where there is none. */
  private async places(
    looks: Array<{ cluster: Cluster; lease: CacheLease }>,
    who: { owner: string; user: UserCredentials },
  ): Promise<WorkspacePlace[]> {
    const { finder } = this.options;
    const own = looks.flatMap(({ cluster, lease }) =>
      finder.sandboxesOf(lease, who.owner).map(sandbox => {
        const quotas = [...lease.reflector(quotaKind).items(sandbox.name)];
        return {
          cluster: cluster.name,
          namespace: sandbox.name,
          title: sandbox.kind === 'preview' ? '' : sandbox.title,
          isNew: false,
          usable: sandbox.asleep
            ? { enabled: false, why: 'It is asleep: wake it first' }
            : { enabled: true },
          quota: quotaUse(quotas),
          tiers: this.tiers(quotas),
        };
      }),
    );
    const [first] = looks;
    const places =
      own.length > 0 || !first
        ? own
        : [await this.newPlace(first.cluster.name, who.user)];
    return places.sort(
      (a, b) => Number(b.usable.enabled) - Number(a.usable.enabled),
    );
  }

  private async newPlace(
    cluster: string,
    user: UserCredentials,
  ): Promise<WorkspacePlace> {
    const { sandboxes, settings } = this.options;
    const { title } = settings.sandbox;
    const base = { cluster, namespace: '', title, isNew: true };
    try {
      const offered = await sandboxes.offer(user);
      const tier = settings.sandbox.tier ?? offered.defaults.tier;
      const found = offered.tiers.find(one => one.tier === tier);
      const hard = found && {
        'requests.cpu': found.requests.cpu,
        'requests.memory': found.requests.memory,
        'limits.cpu': found.limits.cpu,
        'limits.memory': found.limits.memory,
        'requests.storage': found.storage,
        pods: String(found.pods),
      };
      const quotas = hard ? [{ hard, used: {} }] : [];
      return {
        ...base,
        usable: found?.create ?? { enabled: true },
        quota: quotaUse(quotas),
        tiers: this.tiers(quotas),
      };
    } catch (error) {
      const why = `No sandbox can be made: ${toError(error).message}`;
      return {
        ...base,
        usable: { enabled: false, why },
        quota: [],
        tiers: this.tiers([]),
      };
    }
  }

  private tiers(quotas: readonly QuotaCount[]): WorkspacePlace['tiers'] {
    const { tiers } = this.options.settings;
    return ENVIRONMENT_TIERS.map(tier => ({
      tier,
      resources: tiers[tier],
      fits: fits(tiers[tier], quotas),
    }));
  }

  private async mayCreate(about: {
    component: Component;
    owner: string;
    user: UserCredentials;
    place: WorkspacePlace | undefined;
    counts: { all: number; running: number };
    repository: NamedRepository;
  }): Promise<Availability> {
    const { component, owner, user, place, counts, repository } = about;
    const { settings, gate } = this.options;
    const { perUser, runningPerUser } = settings.limits;
    const no = (why: string) => ({ enabled: false, why });
    if (!place) {
      return no('No cluster for workspaces is configured');
    }
    const tier = defaultTier(place, settings);
    const wish = {
      cluster: place.cluster,
      tier,
      owner,
      entityRef: component.ref,
    };
    const [decision] = await gate.decide([stringifyWorkspaceWish(wish)], user);
    const obstacles: Array<[boolean, string]> = [
      [!decision.create, `You may not: ${gate.lacks('create')}`],
      ['why' in repository, whyOf(repository)],
      [settings.images.length === 0, 'No image for workspaces is configured'],
      [!place.usable.enabled, place.usable.why ?? 'There is no place for it'],
      [
        counts.all >= perUser,
        `You have ${counts.all} workspaces, and may have ${perUser}: delete one first`,
      ],
      [
        counts.running >= runningPerUser,
        `${counts.running} of your workspaces run, and ${runningPerUser} may: stop one first`,
      ],
      [
        place.tiers.every(({ fits: room }) => !room.enabled),
        place.tiers[0].fits.why ?? 'The quota of the sandbox is used up',
      ],
    ];
    const found = obstacles.find(([applies]) => applies);
    return found ? no(found[1]) : { enabled: true };
  }
}

/** The configured one, or the largest that fits. */
function defaultTier(
  place: WorkspacePlace | undefined,
  settings: Settings,
): Settings['defaultTier'] {
  const fitting = (place?.tiers ?? []).filter(({ fits: room }) => room.enabled);
  return fitting.some(({ tier }) => tier === settings.defaultTier)
    ? settings.defaultTier
    : fitting.at(-1)?.tier ?? settings.defaultTier;
}

function findingsOf(about: {
  repository: NamedRepository;
  settings: Settings;
  first: { cluster: Cluster; lease: CacheLease } | undefined;
}): Finding[] {
  const { repository, settings, first } = about;
  return [
    ...('why' in repository
      ? [finding('repository', whyOf(repository), 'block')]
      : []),
    ...(settings.images.length > 0
      ? []
      : [
          finding(
            'image',
            'No image for workspaces is configured: set workspaces.image',
            'block',
          ),
        ]),
    ...(first && first.lease.state !== 'live'
      ? [
          finding(
            'cluster',
            `Cluster ${first.cluster.name} is not seen as it is: ${
              first.lease.message ?? first.lease.state
            }`,
            'info',
          ),
        ]
      : []),
  ];
}

function existingOf(
  found: Array<{ one: Found; cluster: string }>,
  { owner, entityRef }: { owner: string; entityRef: string },
): WorkspaceOptions['existing'] {
  return found.flatMap(({ one, cluster }) => {
    if (!('facts' in one) || one.sandbox.owner !== owner) {
      return [];
    }
    const { namespace, name, record } = one.facts;
    return record.spec.entityRef === entityRef
      ? [{ cluster, namespace, name, branch: record.spec.branch }]
      : [];
  });
}

function whyOf(repository: NamedRepository): string {
  return 'why' in repository ? repository.why : '';
}
