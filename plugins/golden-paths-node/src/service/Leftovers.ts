import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { GOLDEN_PATH_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  KubernetesClient,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { isUntouched, type Run } from '../domain/publish/publication';
import { orNone } from './calls';
import type { Repositories } from './forge/Repositories';
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
    return found.map(({ remove: _, ...one }) => one);
  }

  /**
   * Takes away what the run made: objects first, so that nothing runs of which
   * nobody knows. Nothing of it, if somebody has worked in the repository since.
   */
  async remove(
    question: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<{ removed: Leftover[]; kept: Leftover[] }> {
    const found = await this.find(question, credentials);
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
  ): Promise<Found[]> {
    const { cluster, namespace } = question;
    const [objects, repository] = await Promise.all([
      cluster && namespace
        ? this.objects({ ...question, cluster, namespace }, credentials)
        : [],
      this.repository(question),
    ]);
    const location = await this.location(
      question,
      repository.length > 0
        ? await this.options.auth.getOwnServiceCredentials()
        : credentials,
    );
    return [...objects, ...location, ...repository];
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
   * Of a repository that bears their mark; then it is the portal that takes it
   * away, as the catalog asks nobody whose a location is.
   */
  private async location(
    { repoUrl }: LeftoversQuestion,
    credentials: BackstageCredentials,
  ): Promise<Found[]> {
    const { catalog } = this.options;
    const repository = this.repositoryAt(repoUrl);
    if (!repository) {
      return [];
    }
    const target = `${repository.url}/src/branch/main/catalog-info.yaml`;
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

  private async repository({
    repoUrl,
    run,
    signal,
  }: LeftoversQuestion): Promise<Found[]> {
    const repository = this.repositoryAt(repoUrl);
    const found = await repository?.find(signal);
    const isOfThisRun =
      found && isUntouched({ ...found, commits: found.commits.slice(-1) }, run);
    if (!repository || !isOfThisRun) {
      return [];
    }
    return [
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

  private repositoryAt(repoUrl = '') {
    const { repositories } = this.options;
    return repositories.serves(repoUrl.split('?')[0])
      ? repositories.at(repoUrl)
      : undefined;
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
