import { setTimeout as sleep } from 'node:timers/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  stringifyEnvironmentRef,
  stringifyEnvironmentWish,
  type EnvironmentView,
  type PreviewsView,
  type PreviewView,
  type Source,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { Wake, type Viewers } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import type { RepositoryStore } from '../../database/RepositoryStore';
import type { PreviewLook } from '../../domain/preview/show/look';
import { previewView } from '../../domain/preview/show/view';
import { setUpOf, type SetUp } from '../../domain/preview/setUp/setUp';
import type { Settings } from '../../domain/settings/settings';
import type { Decisions } from '../Gate';
import { close, type Session, type Sink, type Views } from '../Views';
import type { Forges } from './Forges';
import type { PreviewServices } from './createPreviewServices';
import type { PreviewClusters } from './PreviewClusters';

/** Milliseconds after which a stream looks again although nothing happened here. */
const LOOK_AGAIN = 10_000;
const SWARM = 150;

interface PreviewViewsOptions {
  catalog: CatalogService;
  forges: Forges;
  /** Absent: there are no previews. */
  previewServices?: PreviewServices;
  previewClusters: PreviewClusters;
  repositories: RepositoryStore;
  settings: Settings;
  store: PreviewStore;
  viewers: Viewers;
  views: Views;
  now: () => Date;
}

/** Composes what people see of a component's previews. */
export class PreviewViews {
  private constructor(private readonly options: PreviewViewsOptions) {}

  static create(options: PreviewViewsOptions): PreviewViews {
    return new PreviewViews(options);
  }

  /** @throws NotFoundError if the viewer sees no such component */
  async list(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PreviewsView> {
    const setUp = await this.setUpFor(entityRef, credentials);
    const session = await this.options.views.open(
      { scope: 'all' },
      credentials,
    );
    try {
      return await this.compose(setUp, session);
    } finally {
      close(session);
    }
  }

  /** The same, again whenever something changes. Never sends the same twice. */
  async watch(
    entityRef: string,
    credentials: BackstageCredentials,
    sink: Sink<PreviewsView>,
  ): Promise<void> {
    const { views, store, previewServices } = this.options;
    const { signal } = sink;
    let setUp = await this.setUpFor(entityRef, credentials);
    const session = await views.open({ scope: 'all' }, credentials, signal);
    const wake = new Wake();
    const stops = [
      store.onChange(wake.up),
      previewServices?.looks.onChange(wake.up),
    ];
    try {
      let sent = '';
      while (!signal.aborted) {
        const message = await this.compose(setUp, session);
        const text = JSON.stringify(message);
        if (text !== sent) {
          sent = text;
          await sink.send(message);
        }
        const began = Date.now();
        await wake.sleep({ timeout: LOOK_AGAIN, signal });
        // A pass changes many previews, one after the other.
        await sleep(SWARM);
        if (Date.now() - began >= LOOK_AGAIN) {
          setUp = await this.setUpFor(entityRef, credentials);
        }
      }
    } finally {
      stops.forEach(stop => stop?.());
      close(session);
    }
  }

  private async setUpFor(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<SetUp> {
    const { catalog, forges, previewClusters, settings, viewers } =
      this.options;
    const user = viewers.requireUser(credentials);
    const entity: Entity | undefined = await catalog.getEntityByRef(entityRef, {
      credentials: user,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} that you may see`);
    }
    const clusters = await previewClusters.names();
    return setUpOf(entity, {
      hosts: forges.hosts,
      hasCluster: clusters.length > 0,
      trustedLocations: settings.trustedLocations,
    });
  }

  private async compose(
    { source, ...setUp }: SetUp,
    session: Session,
  ): Promise<PreviewsView> {
    if (!source) {
      return { setUp, previews: [] };
    }
    const { repositories } = this.options;
    const { host, repository } = source;
    const reading = await repositories.get(host, repository);
    const { readAt, problem, forks = 0 } = reading ?? {};
    return {
      setUp: {
        ...setUp,
        message: `${setUp.message}${forksText(forks)}`,
      },
      forge: {
        host,
        ...(readAt !== undefined && { readAt }),
        ...(problem !== undefined && { problem }),
      },
      previews: await this.previewsOf(source, session),
    };
  }

  private async previewsOf(
    { host, repository }: Source,
    session: Session,
  ): Promise<PreviewView[]> {
    const { store, previewServices, now } = this.options;
    if (!previewServices) {
      return [];
    }
    const { looks, sources } = previewServices;
    const records = await store.ofRepository(host, {
      id: sources.called(host, repository)?.repository.id,
      fullName: repository,
    });
    const all = await Promise.all(records.map(record => looks.of(record)));
    const environments = await this.environmentsOf(all, session);
    const decisions = await session.decisions.decide(all.map(refOf));
    return all.flatMap((look, i) => {
      const view = previewView(look, now());
      if (!view || !decisions[i].read) {
        return [];
      }
      const environment = environments.get(refOf(look));
      return [
        {
          ...view,
          ...(environment && { environment }),
          actions: { redeploy: mayRedeploy(look, decisions[i]) },
        },
      ];
    });
  }

  private async environmentsOf(
    all: readonly PreviewLook[],
    session: Session,
  ): Promise<Map<string, EnvironmentView>> {
    const names = new Set(all.map(({ record }) => record.name));
    const lists = await Promise.all(
      session.looks.map(look =>
        this.options.views.environments(session, look, names),
      ),
    );
    return new Map(
      lists.flat().map(view => [stringifyEnvironmentRef(view), view]),
    );
  }
}

/** What the policy is asked about: the environment, or the one that it would be. */
function refOf({ record, sight }: PreviewLook): string {
  const { cluster, name, tier, owner } = record;
  return sight.state === 'absent'
    ? stringifyEnvironmentWish({ cluster, kind: 'preview', tier, owner })
    : stringifyEnvironmentRef({ cluster, namespace: name });
}

function mayRedeploy(
  { record, sight, target }: PreviewLook,
  { redeploy }: Decisions,
): PreviewView['actions']['redeploy'] {
  const why = obstacle();
  return why === undefined ? { enabled: true } : { enabled: false, why };

  function obstacle(): string | undefined {
    if (!redeploy) {
      return "The portal's policy does not give you the permission environment.redeploy";
    }
    if (record.pullRequest?.state === 'closed') {
      return 'The pull request is closed';
    }
    if (target.state === 'unwanted') {
      return target.why;
    }
    return sight.state === 'foreign' || sight.state === 'unknown'
      ? sight.why
      : undefined;
  }
}

function forksText(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1
    ? '. 1 open pull request comes from a fork and gets none'
    : `. ${count} open pull requests come from forks and get none`;
}
