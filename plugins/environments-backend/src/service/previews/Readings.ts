import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Reading } from '../../domain/preview/plan/types';
import { keyText, type PreviewKey } from '../../domain/preview/record/record';
import type { Forges } from './Forges';
import type { PreviewSources } from './PreviewSources';

interface ReadingsOptions {
  forges: Forges;
  sources: PreviewSources;
  now: () => Date;
}

/**
 * Reads pull requests by their number. One of which a complete list has just
 * shown nothing new is not read again; what is new there is: Gitea lists an old
 * head after a push to a pull request that was closed meanwhile.
 */
export class Readings {
  private readonly listed = new Map<string, Reading>();

  private constructor(private readonly options: ReadingsOptions) {}

  static create(options: ReadingsOptions): Readings {
    return new Readings(options);
  }

  /** What a list said of it. */
  note(key: PreviewKey, reading: Reading): void {
    this.listed.set(keyText(key), reading);
  }

  /** Something happened to it since: what a list said does not hold. */
  drop(key: PreviewKey): void {
    this.listed.delete(keyText(key));
  }

  /**
   * Never throws: what was not read is unknown.
   *
   * @param known - as it was read last
   */
  async take(
    key: PreviewKey,
    fullName: string,
    known: PullRequest | undefined,
  ): Promise<Reading> {
    const text = keyText(key);
    const listed = this.listed.get(text);
    this.listed.delete(text);
    return listed?.state === 'known' && isSame(listed.pullRequest, known)
      ? listed
      : this.read(key, fullName);
  }

  /** @see take */
  async read(
    { host, repositoryId, number }: PreviewKey,
    fullName: string,
  ): Promise<Reading> {
    const { forges, sources, now } = this.options;
    const forge = forges.get(host);
    if (!forge) {
      return {
        state: 'unknown',
        why: `No forge is configured for ${host}`,
      };
    }
    const readAt = now().toISOString();
    try {
      const repository = await sources.repository(forge, fullName);
      const pullRequest = await forge.getPullRequest(repository, number);
      const isAnother =
        repository.id !== repositoryId ||
        pullRequest.repository.id !== repositoryId ||
        pullRequest.number !== number;
      return isAnother
        ? {
            state: 'unknown',
            why: `${fullName} on ${host} is another repository now`,
          }
        : { state: 'known', pullRequest, readAt };
    } catch (error) {
      return { state: 'unknown', why: (error as Error).message };
    }
  }
}

function isSame(listed: PullRequest, known: PullRequest | undefined): boolean {
  return (
    known !== undefined &&
    listed.state === known.state &&
    listed.head.commit === known.head.commit &&
    listed.updatedAt === known.updatedAt
  );
}
