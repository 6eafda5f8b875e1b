import { ConflictError } from '@backstage/errors';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';
import { forgeProblem } from '../../domain/publish/forgeProblem';
import {
  commitMessage,
  makingDescription,
  nextStep,
  type Run,
} from '../../domain/publish/publication';
import type { Repository } from './Repository';

/** What is to be published. @public */
export interface Publication {
  /** What it made before is its own. */
  run: Run;
  description: string;
  private: boolean;
  defaultBranch: string;
  /** The first line of the commit. */
  message: string;
  /** Commits and pushes the content; returns the commit. */
  push: (message: string) => Promise<string>;
  signal?: AbortSignal;
}

/**
 * Makes a repository with its content, or goes on where the same run was cut
 * off. Called again, it does nothing.
 *
 * @returns the commit
 * @throws ConflictError if somebody else's repository has the name;
 *   those of {@link forgeProblem} if the forge does not answer, or refuses
 * @public
 */
export function publish(
  repository: Repository,
  publication: Publication,
): Promise<string> {
  return namingField(goOn(repository, publication));
}

async function goOn(
  repository: Repository,
  publication: Publication,
): Promise<string> {
  const { run, description, defaultBranch, signal } = publication;
  const next = nextStep(await repository.find(signal), run);
  if (next.step === 'taken') {
    throw taken(repository);
  }
  if (next.step === 'done') {
    return next.commit;
  }
  if (next.step === 'create') {
    await repository.create({
      description: makingDescription(run),
      private: publication.private,
      defaultBranch,
      signal,
    });
  }
  const commit =
    next.step === 'describe'
      ? next.commit
      : await publication.push(commitMessage(publication.message, run));
  await repository.untilPushed(defaultBranch, signal);
  await repository.describe(description, signal);
  return commit;
}

/**
 * Nothing of another's has the name, so that it could be published.
 *
 * @throws ConflictError otherwise
 * @public
 */
export async function requireFree(
  repository: Repository,
  { run, signal }: Pick<Publication, 'run' | 'signal'>,
): Promise<void> {
  const found = await namingField(repository.find(signal));
  if (nextStep(found, run).step === 'taken') {
    throw taken(repository);
  }
}

/** A forge does not know which field of the form it was asked about. */
async function namingField<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof ForgeError ? forgeProblem(error) : error;
  }
}

function taken(repository: Repository): ConflictError {
  return new ConflictError(
    `repoUrl: ${repository.title} is there already; choose another name`,
  );
}
