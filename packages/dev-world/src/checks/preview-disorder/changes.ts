import { BUILD_CONTEXT, commitImage } from '../../builder/types.ts';
import { ForgeClient, ForgeError } from '../../forge/client.ts';
import { passwordOf } from '../../forge/people.ts';
import type { ForgeState } from '../../world/types.ts';

/** Milliseconds between which something happened on the forge. */
interface Moment {
  from: number;
  to: number;
}

/** A pull request, as those who work on it know it. */
export interface Change {
  repository: string;
  number: number;
  branch: string;
  /** Where its branch is, if not in the repository itself. */
  fork?: string;
  state: 'open' | 'closed' | 'merged';
  /** Its manifests hold what no preview may have. */
  broken: boolean;
  pushes: number;
  /** When it was opened and closed, in order; the first is an opening. */
  turns: Array<{ to: 'open' | 'closed'; at: Moment }>;
}

/** Whether it was open, beyond doubt, all the time between. */
export function wasOpen({ turns }: Change, from: number, to: number): boolean {
  const before = turns.findLast(({ at }) => at.to <= from);
  const between = turns.some(({ at }) => at.to > from && at.from <= to);
  return before?.to === 'open' && !between;
}

/** A file that is refused for every preview, as a push adds and takes it. */
const BROKEN_FILE = 'deploy/secret.yaml';
const BROKEN = `apiVersion: v1
kind: Secret
metadata:
  name: not-here
stringData:
  password: forgotten
`;

interface PullAnswer {
  number: number;
  head: { sha: string; ref: string };
}

interface FilesAnswer {
  commit: { sha: string };
}

/** What a team does with its repository: through the forge's API, as its people. */
export class Team {
  readonly changes: Change[] = [];
  readonly repository: string;
  readonly #person: ForgeClient;
  readonly #ci: ForgeClient;
  readonly #login: string;
  #commits = 0;

  constructor(forge: ForgeState, repository: string, login: string) {
    this.repository = repository;
    this.#login = login;
    this.#person = new ForgeClient(forge.url, {
      login,
      password: passwordOf(login),
    });
    this.#ci = new ForgeClient(forge.url, forge.ci);
  }

  /** Whether every file under `deploy` is applied, whatever it is called. */
  get appliesEveryFile(): boolean {
    return this.repository.endsWith('/cart');
  }

  get #at(): string {
    return `/repos/${this.repository}`;
  }

  /** Knows the pull requests that were there before. */
  async adopt(): Promise<void> {
    const open = await this.#person.get<PullAnswer[]>(
      `${this.#at}/pulls?state=open&limit=50`,
    );
    for (const { number, head } of open) {
      this.changes.push({
        repository: this.repository,
        number,
        branch: head.ref,
        state: 'open',
        broken: false,
        pushes: 0,
        turns: [{ to: 'open', at: { from: 0, to: 0 } }],
      });
      await this.#build(head.sha);
    }
  }

  async open(branch: string, title: string): Promise<Change> {
    const sha = await this.#commit(this.#at, { branch, isNew: true });
    await this.#build(sha);
    return this.#openFrom(branch, { branch, title });
  }

  /** By somebody who has a copy of the repository. */
  async openFromFork(branch: string, title: string): Promise<Change> {
    const [, name] = this.repository.split('/');
    const fork = `${this.#login}/${name}`;
    await this.#person.json('POST', `${this.#at}/forks`, {});
    await this.#commit(`/repos/${fork}`, { branch, isNew: true });
    return this.#openFrom(`${this.#login}:${branch}`, { branch, title, fork });
  }

  /** @param broken whether its manifests hold a Secret from now on */
  async push(change: Change, broken: boolean): Promise<void> {
    const sha = await this.#commit(this.#at, {
      branch: change.branch,
      broken: broken === change.broken ? undefined : broken,
    });
    change.broken = broken;
    change.pushes++;
    await this.#build(sha);
  }

  async close(change: Change): Promise<void> {
    await this.#turn(change, 'closed', () => this.#setState(change, 'closed'));
    change.state = 'closed';
  }

  async reopen(change: Change): Promise<void> {
    await this.#turn(change, 'open', () => this.#setState(change, 'open'));
    change.state = 'open';
  }

  /** @returns whether the forge took it: it may not have looked for conflicts yet */
  async merge(change: Change): Promise<boolean> {
    const path = `${this.#at}/pulls/${change.number}/merge`;
    try {
      await this.#turn(change, 'closed', () =>
        this.#person.json('POST', path, { Do: 'merge' }),
      );
    } catch (error) {
      if (error instanceof ForgeError && [405, 409].includes(error.status)) {
        change.turns.pop();
        return false;
      }
      throw error;
    }
    change.state = 'merged';
    return true;
  }

  async comment(change: Change, body: string): Promise<void> {
    await this.#person.json(
      'POST',
      `${this.#at}/issues/${change.number}/comments`,
      { body },
    );
  }

  async #openFrom(
    head: string,
    { branch, title, fork }: { branch: string; title: string; fork?: string },
  ): Promise<Change> {
    const from = Date.now();
    const { number } = await this.#person.json<PullAnswer>(
      'POST',
      `${this.#at}/pulls`,
      { head, base: 'main', title },
    );
    const change: Change = {
      repository: this.repository,
      number,
      branch,
      fork,
      state: 'open',
      broken: false,
      pushes: 0,
      turns: [{ to: 'open', at: { from, to: Date.now() } }],
    };
    this.changes.push(change);
    return change;
  }

  /** Noted before it is done: who looks in between must not take it for sure. */
  async #turn(
    change: Change,
    to: 'open' | 'closed',
    work: () => Promise<unknown>,
  ): Promise<void> {
    const at = { from: Date.now(), to: Infinity };
    change.turns.push({ to, at });
    await work();
    at.to = Date.now();
  }

  #setState({ number }: Change, state: 'open' | 'closed'): Promise<unknown> {
    return this.#person.json('PATCH', `${this.#at}/pulls/${number}`, {
      state,
    });
  }

  /** @returns the commit */
  async #commit(
    at: string,
    options: { branch: string; isNew?: boolean; broken?: boolean },
  ): Promise<string> {
    const { branch, isNew, broken } = options;
    const number = ++this.#commits;
    const note = {
      operation: 'create',
      path: `changes/${branch}-${number}.txt`,
      content: base64(`Change ${number}\n`),
    };
    const { commit } = await this.#person.json<FilesAnswer>(
      'POST',
      `${at}/contents`,
      {
        branch: isNew ? 'main' : branch,
        ...(isNew && { new_branch: branch }),
        message: `Change ${number}`,
        files: [note, ...(await this.#manifest(at, branch, broken))],
      },
    );
    return commit.sha;
  }

  /** What a push does to the manifests, if anything. */
  async #manifest(
    at: string,
    branch: string,
    broken: boolean | undefined,
  ): Promise<object[]> {
    if (broken === undefined) {
      return [];
    }
    if (broken) {
      return [
        { operation: 'create', path: BROKEN_FILE, content: base64(BROKEN) },
      ];
    }
    const { sha } = await this.#person.get<{ sha: string }>(
      `${at}/contents/${BROKEN_FILE}?ref=${encodeURIComponent(branch)}`,
    );
    return [{ operation: 'delete', path: BROKEN_FILE, sha }];
  }

  /** As the builder does when it has made the image. */
  async #build(sha: string): Promise<void> {
    const [org, repo] = this.repository.split('/');
    await this.#ci.json('POST', `${this.#at}/statuses/${sha}`, {
      context: BUILD_CONTEXT,
      state: 'success',
      description: commitImage({ org, repo, sha }),
    });
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
