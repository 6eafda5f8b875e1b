import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  standingOf,
  type FoundRepository,
  type Run,
} from '../domain/publish/publication';
import type { Repositories } from './forge/Repositories';
import type { Repository } from './forge/Repository';
import { pageOf } from '../domain/publish/repoUrl';
import { objectsOfRun } from './objectsOfRun';
import type { People } from './People';

/** What a run may have made, and where. @public */
export interface LeftoversQuestion {
  run: Run;
  /** `host?owner=…&repo=…` */
  repoUrl?: string;
  /**
   * Of a forge other than Gitea, which is not asked: the person has looked, and
   * nobody has worked in the repository since. Default: not known.
   */
  isUntouched?: boolean;
  cluster?: string;
  namespace?: string;
  /** Of the same cluster: where Argo CD or Flux was told of it. */
  deliveryNamespace?: string;
  signal?: AbortSignal;
}

/** Something that a run made and that is there, or may be: see `keptBecause`. @public */
export interface Leftover {
  what: 'repository' | 'location' | 'object';
  /** e.g. `Deployment 'web' in payments-dev of cluster dev` */
  title: string;
  /** Why it is not taken away; absent if it may be. */
  keptBecause?: string;
  /** Whether there is anything could not be asked; why is in `keptBecause`. */
  unknown?: true;
  /** It is for the person to take away, and keeps nothing else. */
  byHand?: true;
}

/** A namespace of a cluster. */
interface Place {
  cluster: string;
  namespace: string;
}

type Found = Leftover & { remove: () => Promise<void>; isOfOthers?: true };

const kept = (keptBecause: string | undefined) =>
  keptBecause === undefined ? {} : { keptBecause };

/**
 * What a run has made so far, told by the mark that it left on everything; as
 * the person who started it.
 *
 * @public
 */
export class Leftovers {
  private constructor(
    private readonly options: {
      auth: AuthService;
      people: People;
      catalog: CatalogService;
      repositories: Repositories;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    people: People;
    catalog: CatalogService;
    repositories: Repositories;
  }): Leftovers {
    return new Leftovers(options);
  }

  async list(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<Leftover[]> {
    const found = await this.find(question, credentials);
    return found.map(({ remove, isOfOthers, ...one }) => one);
  }

  /**
   * Takes away what the run made: objects first, so that nothing runs of which
   * nobody knows. Nothing of it, if somebody has worked in the repository since, or
   * if the forge or the cluster cannot be asked.
   */
  async remove(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<{ removed: Leftover[]; kept: Leftover[] }> {
    const found = await this.find(question, credentials);
    const removed: Leftover[] = [];
    const stay: Leftover[] = [];
    const reason = found.find(
      ({ keptBecause, byHand }) => keptBecause && !byHand,
    )?.keptBecause;
    for (const { remove, isOfOthers, ...one } of found) {
      const problem = one.keptBecause ?? reason ?? (await problemOf(remove()));
      if (problem === undefined) {
        removed.push(one);
      } else {
        stay.push({ ...one, keptBecause: problem });
      }
    }
    return { removed, kept: stay };
  }

  private async find(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<Found[]> {
    const { repoUrl } = question;
    const [inForge, ...inCluster] = await Promise.all([
      repoUrl
        ? orUnknown(
            this.inForge(question, repoUrl),
            'repository',
            `what may be at ${repoUrl}`,
          )
        : [],
      ...placesOf(question).map(place =>
        orUnknown(
          this.objects({ ...question, ...place }, credentials),
          'object',
          `what may be in ${place.namespace} of cluster ${place.cluster}`,
        ),
      ),
    ]);
    const objects = inCluster.flat();
    // A repository that cannot be told to be of this run: what bears the run's mark
    // in the cluster may be delivered from there by now.
    const others = inForge.find(({ isOfOthers }) => isOfOthers);
    return [
      ...objects.map(one => ({ ...kept(others?.keptBecause), ...one })),
      ...inForge.filter(one => one !== others),
    ];
  }

  /** The repository, and what the catalog reads of it. */
  private async inForge(
    { run, isUntouched, signal }: LeftoversQuestion,
    repoUrl: string,
  ): Promise<Found[]> {
    if (!this.options.repositories.serves(repoUrl.split('?')[0])) {
      return [notLookedAt(repoUrl, isUntouched)];
    }
    const repository = this.options.repositories.at(repoUrl);
    const found = await repository.find(signal);
    if (!found) {
      return [];
    }
    const standing = standingOf(found, run);
    const one: Found = {
      what: 'repository',
      title: `repository ${repository.title}`,
      remove: () => repository.remove(signal),
    };
    return standing === 'unknown'
      ? [
          {
            ...one,
            isOfOthers: true,
            keptBecause: `${one.title} is there, and cannot be told to be of this run`,
          },
        ]
      : [
          ...(await this.location(repository, found)),
          {
            ...one,
            ...kept(
              standing === 'worked-in'
                ? 'somebody has worked in it since'
                : undefined,
            ),
          },
        ];
  }

  private async objects(
    question: LeftoversQuestion & Place,
    credentials: BackstageCredentials,
  ): Promise<Found[]> {
    const { cluster } = question;
    const { client } = await this.options.people.at(cluster, credentials);
    const found = await objectsOfRun(client, question);
    return found.map(({ title, remove }) => ({
      what: 'object' as const,
      title: `${title} of cluster ${cluster}`,
      remove,
    }));
  }

  /**
   * Of a repository that bears their mark: it is the portal that takes it away, as
   * the catalog asks nobody whose a location is.
   */
  private async location(
    { url }: Repository,
    { defaultBranch }: FoundRepository,
  ): Promise<Found[]> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const target = `${url}/src/branch/${defaultBranch}/catalog-info.yaml`;
    const found = await catalog.getLocationByRef(`url:${target}`, {
      credentials,
    });
    return found
      ? [
          {
            what: 'location',
            title: `location ${target} of the catalog`,
            remove: () => catalog.removeLocationById(found.id, { credentials }),
          },
        ]
      : [];
  }
}

/**
 * Whether it is there, and who has worked in it, only the person can say; what
 * they say is believed of what bears the mark of their own run, and of nothing else.
 */
function notLookedAt(repoUrl: string, isUntouched = false): Found {
  const { title, url } = pageOf(repoUrl);
  const remove = () =>
    Promise.reject(new Error(`${title} is not looked at by this portal`));
  const found = { what: 'repository' as const, title: `repository ${title}` };
  return isUntouched
    ? {
        ...found,
        keptBecause: `delete it at ${url}, and unregister it on its page of the catalog`,
        byHand: true,
        remove,
      }
    : {
        ...found,
        keptBecause: `this portal does not look there. Look at ${url}: if nobody has worked in it since, say so to have the rest taken away`,
        unknown: true,
        remove,
      };
}

/** Who would make it again is told first. */
function placesOf(question: LeftoversQuestion): Place[] {
  const { cluster, namespace, deliveryNamespace } = question;
  return [deliveryNamespace, namespace].flatMap(one =>
    cluster && one ? [{ cluster, namespace: one }] : [],
  );
}

/** What cannot be asked for may be there: it is named, and keeps all the rest. */
async function orUnknown(
  asked: Promise<Found[]>,
  what: Leftover['what'],
  title: string,
): Promise<Found[]> {
  try {
    return await asked;
  } catch (error) {
    const keptBecause = (error as Error).message;
    const remove = () => Promise.reject(error);
    return [{ what, title, keptBecause, unknown: true, remove }];
  }
}

async function problemOf(removal: Promise<void>): Promise<string | undefined> {
  try {
    await removal;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
