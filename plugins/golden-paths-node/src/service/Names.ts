import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';
import { finding, withFieldNames } from '../domain/preflight/finding';
import { nextStep, type Run } from '../domain/publish/publication';
import { pageOf } from '../domain/publish/repoUrl';
import type { Publishers } from './forge/Publishers';
import type { Repositories } from './forge/Repositories';
import type { Repository } from './forge/Repository';

/** What a golden path is going to be called, outside the cluster. @public */
export interface NamesQuestion {
  /** References of the entities that it will register. */
  entities?: readonly string[];
  /** `host?owner=…&repo=…`; a forge other than Gitea is not asked. */
  repoUrl?: string;
  /** What the form calls the forge: whether this portal can publish to it. */
  forge?: string;
  /** What it made itself is not taken. */
  run?: Run;
  /** The template's own names of its fields, by ours. */
  fieldNames?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** Whether names are taken in the catalog and in the forge. Writes nothing. @public */
export class Names {
  private constructor(
    private readonly options: {
      catalog: CatalogService;
      publishers: Publishers;
      repositories: Repositories;
    },
  ) {}

  static create(options: {
    catalog: CatalogService;
    publishers: Publishers;
    repositories: Repositories;
  }): Names {
    return new Names(options);
  }

  /** @throws InputError if `repoUrl` cannot be read */
  async check(
    question: NamesQuestion,
    credentials: BackstageCredentials,
  ): Promise<GoldenPathFinding[]> {
    const { entities = [], fieldNames = {}, repoUrl, forge } = question;
    const repository = this.repository(repoUrl);
    const findings = await Promise.all([
      forge && repoUrl
        ? this.options.publishers.findings(
            { forge, host: repoUrl.split('?')[0] },
            credentials,
          )
        : [],
      entities.length > 0
        ? this.catalogFindings(entities, {
            url: repository?.url ?? (repoUrl && pageOf(repoUrl).url),
            credentials,
          })
        : [],
      repository ? forgeFindings(repository, question) : notAsked(repoUrl),
    ]);
    return withFieldNames(findings.flat(), fieldNames);
  }

  private repository(repoUrl = ''): Repository | undefined {
    const { repositories } = this.options;
    return repositories.serves(repoUrl.split('?')[0])
      ? repositories.at(repoUrl)
      : undefined;
  }

  private async catalogFindings(
    entityRefs: readonly string[],
    options: { url?: string; credentials: BackstageCredentials },
  ): Promise<GoldenPathFinding[]> {
    const { url, credentials } = options;
    try {
      const { items } = await this.options.catalog.getEntitiesByRefs(
        {
          entityRefs: [...entityRefs],
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        },
        { credentials },
      );
      return items
        .filter(item => item !== undefined)
        .filter(entity => !url || !comesFrom(entity, url))
        .map(nameTaken);
    } catch (error) {
      return [
        finding('catalog-unknown', 'confirm', {
          message: `Whether the name is free in the catalog is not known: ${
            (error as Error).message
          }`,
          field: 'name',
        }),
      ];
    }
  }
}

/**
 * What the very same repository registered is not somebody else's.
 *
 * @param url - of the repository's page
 * @public
 */
export function comesFrom(entity: Entity, url: string): boolean {
  return originOf(entity).startsWith(`url:${url}/`);
}

/** Where the catalog has it from, e.g. `url:https://…`. @public */
export function originOf({ metadata }: Entity): string {
  return metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
}

function nameTaken(entity: Entity): GoldenPathFinding {
  const ref = stringifyEntityRef(entity);
  const origin = originOf(entity);
  return finding('catalog-name-taken', 'block', {
    message: `${ref} is in the catalog already${
      origin && `, from ${origin}`
    }; choose another name`,
    field: 'name',
    evidence: { entity: ref },
  });
}

/** While a form is filled in, there is none yet. */
const NO_RUN: Run = { id: '', person: '' };

/** GitHub and GitLab are asked by what publishes there, and by nothing before. */
function notAsked(repoUrl: string | undefined): GoldenPathFinding[] {
  return repoUrl
    ? [
        finding('forge-not-asked', 'info', {
          message: `Whether ${
            pageOf(repoUrl).title
          } is free is known only when it is published`,
          field: 'repoUrl',
        }),
      ]
    : [];
}

async function forgeFindings(
  repository: Repository,
  { run = NO_RUN, signal }: NamesQuestion,
): Promise<GoldenPathFinding[]> {
  try {
    const found = await repository.find(signal);
    return nextStep(found, run).step === 'taken'
      ? [
          finding('repository-taken', 'block', {
            message: `${repository.title} is there already; choose another name`,
            field: 'repoUrl',
          }),
        ]
      : [];
  } catch (error) {
    if (!(error instanceof ForgeError)) {
      throw error;
    }
    return [
      finding('forge-unknown', 'confirm', {
        message: `Whether ${repository.title} is free is not known: ${error.message}`,
        field: 'repoUrl',
      }),
    ];
  }
}
