import { ForgeClient } from '../../forge/client.ts';
import type { ForgeState } from '../../world/types.ts';

/** What a commit does to files; null removes one. */
export type Edits = Record<string, string | null>;

/** Somebody who works on a repository, through the forge's API. */
export class Developer {
  readonly #client: ForgeClient;
  readonly login: string;

  constructor(forge: ForgeState, person: string) {
    const account = forge.people[person];
    this.login = account.login;
    this.#client = new ForgeClient(forge.url, account);
  }

  async read(repository: string, path: string, ref = 'main'): Promise<string> {
    const bytes = await this.#client.bytes(
      `/repos/${repository}/raw/${path}?ref=${encodeURIComponent(ref)}`,
    );
    return bytes.toString('utf8');
  }

  /** @returns the commit */
  async commit(
    repository: string,
    branch: string,
    edits: Edits,
    from?: string,
  ): Promise<string> {
    const at = from ?? branch;
    const files = await Promise.all(
      Object.entries(edits).map(async ([path, text]) => {
        const sha = await this.#shaOf(repository, path, at);
        return {
          path,
          sha,
          operation: operationOf(text, sha),
          content: text === null ? undefined : base64(text),
        };
      }),
    );
    const { commit } = await this.#client.json<{ commit: { sha: string } }>(
      'POST',
      `/repos/${repository}/contents`,
      {
        branch: at,
        ...(from && { new_branch: branch }),
        message: `Work on ${branch}`,
        files,
      },
    );
    return commit.sha;
  }

  /** @returns its number */
  async open(
    repository: string,
    head: string,
    title = `Work on ${head}`,
  ): Promise<number> {
    const { number } = await this.#client.json<{ number: number }>(
      'POST',
      `/repos/${repository}/pulls`,
      { head, base: 'main', title },
    );
    return number;
  }

  async fork(repository: string): Promise<string> {
    const { full_name: fork } = await this.#client.json<{ full_name: string }>(
      'POST',
      `/repos/${repository}/forks`,
      {},
    );
    return fork;
  }

  async close(repository: string, number: number): Promise<void> {
    await this.#client.json('PATCH', `/repos/${repository}/pulls/${number}`, {
      state: 'closed',
    });
  }

  /** @returns whether the forge took it: it may still look for conflicts */
  async merge(repository: string, number: number): Promise<boolean> {
    try {
      await this.#client.json(
        'POST',
        `/repos/${repository}/pulls/${number}/merge`,
        { Do: 'merge' },
      );
      return true;
    } catch {
      return false;
    }
  }

  async #shaOf(
    repository: string,
    path: string,
    ref: string,
  ): Promise<string | undefined> {
    try {
      const { sha } = await this.#client.get<{ sha: string }>(
        `/repos/${repository}/contents/${path}?ref=${encodeURIComponent(ref)}`,
      );
      return sha;
    } catch {
      return undefined;
    }
  }
}

function operationOf(text: string | null, sha: string | undefined): string {
  if (text === null) {
    return 'delete';
  }
  return sha ? 'update' : 'create';
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
