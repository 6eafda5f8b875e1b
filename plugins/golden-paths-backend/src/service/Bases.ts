import { ConflictError, isError } from '@backstage/errors';
import { GOLDEN_PATH_RECORD_FILE } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Tree } from '../domain/merge/types';
import { treeDigest } from '../domain/record/treeDigest';
import { readRecordFile, type RepositoryLook } from './Components';
import type { Rendering } from './Rendering';
import type { Templates } from './Templates';
import { readWhole } from './Trees';

/**
 * Finds what a template made then: exactly that, by the digest in the record. It
 * is made again from the source that the template had, or else read from the
 * commit of the repository that holds it.
 */
export class Bases {
  private constructor(
    private readonly options: { templates: Templates; rendering: Rendering },
  ) {}

  static create(options: {
    templates: Templates;
    rendering: Rendering;
  }): Bases {
    return new Bases(options);
  }

  /** @throws ConflictError if nothing has that digest */
  async find(look: RepositoryLook): Promise<Tree> {
    const { template, version } = look.record;
    const found = (await this.render(look)) ?? (await readHistory(look));
    if (!found) {
      throw new ConflictError(
        `What ${template} ${version} made cannot be made again: neither does the portal know the template as it was, nor is there a commit of ${look.repository.fullName} that is just that. Without it nobody can tell an edit from a change of the template`,
      );
    }
    return found;
  }

  private async render({ record }: RepositoryLook): Promise<Tree | undefined> {
    const { templates, rendering } = this.options;
    const { template, version, digest, parameters } = record;
    for await (const source of templates.then(template, version)) {
      try {
        const tree = await rendering.render(source, parameters);
        if (digest === undefined || treeDigest(tree) === digest) {
          return tree;
        }
      } catch (error) {
        // Another source of the same version may take them.
        if (!isError(error) || error.name !== 'InputError') {
          throw error;
        }
      }
    }
    return undefined;
  }
}

/** The first commit that wrote the record is all of what was rendered. */
async function readHistory({
  forge,
  repository,
  record: { digest },
}: RepositoryLook): Promise<Tree | undefined> {
  if (digest === undefined) {
    return undefined;
  }
  const commits = await forge.listCommits(repository, {
    branch: repository.defaultBranch,
    path: GOLDEN_PATH_RECORD_FILE,
  });
  for (const commit of commits.reverse()) {
    if (await isRecordedIn({ forge, repository, commit }, digest)) {
      const tree = await readWhole({ forge, repository }, commit);
      if (treeDigest(tree) === digest) {
        return tree;
      }
    }
  }
  return undefined;
}

/** Whether the record of a commit is of what was rendered: else none is read whole. */
async function isRecordedIn(
  {
    forge,
    repository,
    commit,
  }: Pick<RepositoryLook, 'forge' | 'repository'> & { commit: string },
  digest: string,
): Promise<boolean> {
  const text = await readRecordFile(forge, repository, commit);
  return text?.includes(digest) === true;
}
