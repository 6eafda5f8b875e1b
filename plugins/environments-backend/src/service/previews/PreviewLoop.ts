import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ForgeHint,
  PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewStore } from '../../database/PreviewStore';
import type { RepositoryStore } from '../../database/RepositoryStore';
import { isFromFork } from '../../domain/preview/plan/isFromFork';
import { keyText, type PreviewKey } from '../../domain/preview/record/record';
import type { PreviewSource } from '../../domain/preview/setUp/source';
import type { Forges } from './Forges';
import type { Looks } from './Looks';
import type { PreviewClusters } from './PreviewClusters';
import type { PreviewSources } from './PreviewSources';
import type { Readings } from './Readings';
import type { Reconciler } from './Reconciler';
import { Slots } from './Slots';
import type { Teller } from './Teller';

/** Repositories that are listed at a time after hints. */
const LISTS = 2;

interface PreviewLoopOptions {
  clusters: PreviewClusters;
  forges: Forges;
  logger: LoggerService;
  looks: Looks;
  readings: Readings;
  reconciler: Reconciler;
  repositories: RepositoryStore;
  sources: PreviewSources;
  store: PreviewStore;
  teller: Teller;
  now: () => Date;
}

/**
 * What makes previews be looked at: a pass over everything now and then, hints
 * of webhooks, and changes in the clusters. The pass alone is enough; the others
 * make it quick.
 */
export class PreviewLoop {
  /** A build says more than once what becomes of it: one list is enough. */
  private readonly lists: Slots<PreviewSource>;

  private constructor(private readonly options: PreviewLoopOptions) {
    this.lists = Slots.create({
      concurrency: LISTS,
      textOf: ({ host, repository }) => `${host} ${repository.id}`,
      work: source => this.listAndLook(source),
    });
  }

  static create(options: PreviewLoopOptions): PreviewLoop {
    return new PreviewLoop(options);
  }

  /** Follows the clusters from the first pass on; returns its stop. */
  start(): () => Promise<void> {
    const { looks, reconciler } = this.options;
    const stop = looks.onChange(names => {
      names.forEach(name => void this.lookAt(name));
    });
    return async () => {
      stop();
      reconciler.stop();
      await looks.stop();
    };
  }

  /** Everything: what the forges list, what runs, and what is to be finished. */
  async run(signal?: AbortSignal): Promise<void> {
    const { sources, repositories, reconciler, store } = this.options;
    await sources.refresh({ wait: true });
    for (const { host, repository, problem } of sources.problems) {
      await repositories.note(host, repository, { problem });
    }
    const lists = await Promise.all(
      sources.all.map(source => this.list(source, signal)),
    );
    await this.adoptLost();
    const records = await store.all();
    const keys = [...lists.flat(), ...records.map(({ key }) => key)];
    const unique = new Map(keys.map(key => [keyText(key), key]));
    signal?.throwIfAborted();
    await Promise.all([...unique.values()].map(key => reconciler.ask(key)));
  }

  /** A forge says that something happened. Settles when it was looked at. */
  async hint(host: string, hint: ForgeHint): Promise<void> {
    const { sources, readings, reconciler, store } = this.options;
    const { repositoryId, number } = hint;
    const source = sources.find(host, repositoryId);
    if (number === undefined) {
      await (source && this.lists.ask(source));
      return;
    }
    const key = { host, repositoryId, number };
    if (source || (await store.get(key))) {
      readings.drop(key);
      await reconciler.ask(key, { isUrgent: true });
    }
  }

  private async listAndLook(source: PreviewSource): Promise<void> {
    const { reconciler, logger } = this.options;
    try {
      const keys = await this.list(source);
      await Promise.all(keys.map(key => reconciler.ask(key)));
    } catch (error) {
      logger.warn(
        `A hint of ${source.host} led to nothing: ${(error as Error).message}`,
      );
    }
  }

  /** Lists a repository. @returns the keys of the pull requests that it has open */
  private async list(
    { host, repository }: PreviewSource,
    signal?: AbortSignal,
  ): Promise<PreviewKey[]> {
    const { forges, repositories, readings, now, logger } = this.options;
    const { fullName } = repository;
    const readAt = now().toISOString();
    let open: PullRequest[] | undefined;
    try {
      open = await forges.get(host)?.listOpenPullRequests(repository, {
        signal,
      });
    } catch (error) {
      const { message } = error as Error;
      logger.warn(
        `The pull requests of ${fullName} on ${host} are not known: ${message}`,
      );
      await repositories.note(host, fullName, { problem: message });
    }
    if (!open) {
      return [];
    }
    const own = open.filter(pullRequest => !isFromFork(pullRequest));
    const forks = open.length - own.length;
    await repositories.note(host, fullName, { readAt, forks });
    return own.map(pullRequest => {
      const key = {
        host,
        repositoryId: repository.id,
        number: pullRequest.number,
      };
      readings.note(key, { state: 'known', pullRequest, readAt });
      return key;
    });
  }

  /** Namespaces of ours of which no record is left. */
  private async adoptLost(): Promise<void> {
    const { clusters, store, logger } = this.options;
    const records = await store.all();
    const known = new Set(records.map(({ name }) => name));
    for (const cluster of await clusters.names()) {
      try {
        await this.adoptIn(cluster, known);
      } catch (error) {
        logger.warn(
          `Previews in '${cluster}' are not seen: ${(error as Error).message}`,
        );
      }
    }
  }

  private async adoptIn(
    cluster: string,
    known: ReadonlySet<string>,
  ): Promise<void> {
    const { looks, reconciler } = this.options;
    const previews = await looks.previewsIn(cluster);
    const lost = previews.filter(({ name }) => !known.has(name));
    for (const environment of lost) {
      await reconciler.adopt(environment, cluster);
    }
  }

  /** Something of it changed in its cluster: tell, and go on if it is gone. */
  private async lookAt(name: string): Promise<void> {
    const { store, looks, reconciler, teller, logger } = this.options;
    try {
      const record = await store.byName(name);
      if (!record) {
        return;
      }
      const { sight } = await looks.of(record);
      if (sight.state === 'absent') {
        await reconciler.ask(record.key);
      } else {
        await teller.ask(record.key);
      }
    } catch (error) {
      logger.warn(
        `${name} could not be looked at: ${(error as Error).message}`,
      );
    }
  }
}
