import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { GOLDEN_PATH_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterUnreachableError,
  ForgeError,
  type KubernetesClient,
  type ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { isUntouched, type Run } from '../domain/publish/publication';
import { hasStatus, orNone } from './calls';
import type { Repositories } from './forge/Repositories';
import type { Repository } from './forge/Repository';
import type { People } from './People';
import { MADE_TYPES } from './types';

/** What a run may have made, and where. @public */
export interface LeftoversQuestion {
  run: Run;
  /** `host?owner=…&repo=…`; of another forge than Gitea nothing is known. */
  repoUrl?: string;
  cluster?: string;
  namespace?: string;
  signal?: AbortSignal;
}

/** Something that a run made, and that is there. @public */
export interface Leftover {
  what: 'repository' | 'location' | 'object';
  /** e.g. `Deployment 'web' in payments-dev of cluster dev` */
  title: string;
  /** Why it is not taken away; absent if it may be. */
  keptBecause?: string;
}

type Found = Leftover & { remove: () => Promise<void> };

/** What was found, and which places did not say what they have. */
interface Looked {
  found: Found[];
  unknown: string[];
}

const NOTHING: Looked = { found: [], unknown: [] };

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

  /** What cannot be asked at the moment takes away nothing of the rest. */
  async list(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<{ made: Leftover[]; unknown: string[] }> {
    const { found, unknown } = await this.find(question, credentials);
    return { made: found.map(({ remove: _, ...one }) => one), unknown };
  }

  /**
   * Takes away what the run made: objects first, so that nothing runs of which
   * nobody knows. Nothing of it, if somebody has worked in the repository since.
   *
   * @throws ServiceUnavailableError, with nothing taken away, if a place cannot
   *   be asked what is there
   */
  async remove(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<{ removed: Leftover[]; kept: Leftover[] }> {
    const { found, unknown } = await this.find(question, credentials);
    if (unknown.length > 0) {
      throw new ServiceUnavailableError(
        `Nothing was removed, as not all of it is known: ${unknown.join('; ')}`,
      );
    }
    const removed: Leftover[] = [];
    const kept: Leftover[] = [];
    const reason = found.find(({ keptBecause }) => keptBecause)?.keptBecause;
    for (const { remove, ...one } of found) {
      const problem = reason ?? (await problemOf(remove()));
      if (problem === undefined) {
        removed.push(one);
      } else {
        kept.push({ ...one, keptBecause: problem });
      }
    }
    return { removed, kept };
  }

  private async find(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<Looked> {
    const { cluster, namespace } = question;
    const [objects, rest] = await Promise.all([
      cluster && namespace
        ? look(
            `what is in ${namespace} of cluster ${cluster}`,
            this.objects({ ...question, cluster, namespace }, credentials),
          )
        : NOTHING,
      this.published(question),
    ]);
    return {
      found: [...objects.found, ...rest.found],
      unknown: [...objects.unknown, ...rest.unknown],
    };
  }

  /** Repository and location. */
  private async published(question: LeftoversQuestion): Promise<Looked> {
    const repository = this.repositoryAt(question.repoUrl);
    if (!repository) {
      return NOTHING;
    }
    return look(
      `whether there is ${repository.title}`,
      this.publishedAs(repository, question),
    );
  }

  private async publishedAs(
    repository: Repository,
    { run, signal }: LeftoversQuestion,
  ): Promise<Found[]> {
    const found = await repository.find(signal);
    // The last one is the first that was made.
    const isOurs =
      found !== undefined &&
      isUntouched({ ...found, commits: found.commits.slice(-1) }, run);
    if (!isOurs) {
      return [];
    }
    return [
      ...(await this.location(repository)),
      {
        what: 'repository',
        title: `repository ${repository.title}`,
        ...(!isUntouched(found, run) && {
          keptBecause: 'somebody has worked in it since',
        }),
        remove: () => repository.remove(signal),
      },
    ];
  }

  private async objects(
    question: LeftoversQuestion & { cluster: string; namespace: string },
    credentials: BackstageCredentials,
  ): Promise<Found[]> {
    const { cluster } = question;
    const { client } = await this.options.people.at(cluster, credentials);
    const found = await Promise.all(
      MADE_TYPES.map(type => objectsOf(client, type, question)),
    );
    return found.flat();
  }

  /**
   * Of a repository that bears their mark: it is the portal that takes it away, as
   * the catalog asks nobody whose a location is.
   */
  private async location({ url }: Repository): Promise<Found[]> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const target = `${url}/src/branch/main/catalog-info.yaml`;
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

  private repositoryAt(repoUrl = '') {
    const { repositories } = this.options;
    return repositories.serves(repoUrl.split('?')[0])
      ? repositories.at(repoUrl)
      : undefined;
  }
}

/** Silence of one place is told, and ends nothing; all else does. */
async function look(what: string, asked: Promise<Found[]>): Promise<Looked> {
  try {
    return { found: await asked, unknown: [] };
  } catch (error) {
    const isSilent =
      error instanceof ClusterUnreachableError || error instanceof ForgeError;
    if (!isSilent && !hasStatus(error, 429, 500, 502, 503, 504)) {
      throw error;
    }
    return { found: [], unknown: [`${what} (${(error as Error).message})`] };
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

async function objectsOf(
  client: KubernetesClient,
  type: ResourceType,
  options: LeftoversQuestion & { cluster: string; namespace: string },
): Promise<Found[]> {
  const { run, namespace, cluster, signal } = options;
  const items = await orNone(
    client.list<KubernetesObject>(type, { namespace, signal }),
  );
  return items.flatMap(({ metadata = {} }) => {
    const { annotations = {}, name = '', uid = '' } = metadata;
    const isOurs =
      annotations[GOLDEN_PATH_ANNOTATIONS.run] === run.id &&
      annotations[GOLDEN_PATH_ANNOTATIONS.createdBy] === run.person;
    return isOurs
      ? [
          {
            what: 'object' as const,
            title: `${type.kind} '${name}' in ${namespace} of cluster ${cluster}`,
            remove: () =>
              client.delete({ type, namespace, name }, { uid }, { signal }),
          },
        ]
      : [];
  });
}
