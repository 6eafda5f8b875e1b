import { ForgeClient } from '../forge/client.ts';
import type { ForgeState, WorldState } from '../world/types.ts';
import { buildCommitImage } from './image.ts';
import { LatestQueue } from './latestQueue.ts';
import { BUILD_CONTEXT, DEFAULT_BRANCH, commitImage } from './types.ts';
import type { BranchHead } from './types.ts';

/** The longest description of a status that the forge shows whole. */
const DESCRIPTION = 140;

type Verdict = 'pending' | 'success' | 'failure';

/**
 * What a build server does: an image for each commit that a branch points to,
 * and its outcome as a status of the commit.
 */
export class Builder {
  readonly #state: WorldState;
  readonly #forge: ForgeState;
  readonly #client: ForgeClient;
  readonly #log: (line: string) => void;
  readonly #queue: LatestQueue<BranchHead>;

  constructor(
    state: WorldState,
    forge: ForgeState,
    log: (line: string) => void,
  ) {
    this.#state = state;
    this.#forge = forge;
    this.#client = new ForgeClient(forge.url, forge.ci);
    this.#log = log;
    this.#queue = new LatestQueue(head => this.#build(head));
  }

  build(head: BranchHead): void {
    this.#queue.put(`${head.org}/${head.repo}@${head.branch}`, head);
  }

  /** Builds what no push told of: the first commits, and what came while we were away. */
  async sweep(): Promise<void> {
    for (const org of this.#forge.organizations) {
      const repositories = await this.#client.get<{ name: string }[]>(
        `/orgs/${org}/repos?limit=50`,
      );
      for (const { name: repo } of repositories) {
        await this.#sweepRepository(org, repo);
      }
    }
    await this.#queue.idle();
  }

  async #sweepRepository(org: string, repo: string): Promise<void> {
    const branches = await this.#client.get<
      { name: string; commit: { id: string } }[]
    >(`/repos/${org}/${repo}/branches?limit=50`);
    for (const { name: branch, commit } of branches) {
      const head = { org, repo, branch, sha: commit.id };
      if (!(await this.#isBuilt(head))) {
        this.build(head);
      }
    }
  }

  async #isBuilt({ org, repo, sha }: BranchHead): Promise<boolean> {
    const { statuses } = await this.#client.get<{
      statuses: { context: string; status: string }[] | null;
    }>(`/repos/${org}/${repo}/commits/${sha}/status`);
    return (statuses ?? []).some(
      ({ context, status }) =>
        context === BUILD_CONTEXT && status !== 'pending',
    );
  }

  async #build(head: BranchHead): Promise<void> {
    const begun = Date.now();
    const what = `${head.org}/${head.repo}@${head.branch} ${head.sha}`;
    try {
      // Pushed to another branch, a commit is the same image. Only that of the
      // default branch has another name as well.
      if (head.branch !== DEFAULT_BRANCH && (await this.#isBuilt(head))) {
        return;
      }
      await this.#say(head, 'pending', 'Building the image');
      const image = await this.#makeImage(head);
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      await this.#say(head, 'success', `${image} in ${seconds} s`);
      this.#log(`${what}: ${image} in ${seconds} s`);
    } catch (error) {
      const { message } = error as Error;
      this.#log(`${what}: ${message}`);
      // If that is refused as well, the next sweep finds the commit unbuilt.
      await this.#say(head, 'failure', message).catch(() => undefined);
    }
  }

  async #makeImage(head: BranchHead): Promise<string> {
    if (this.#state.nodes.real.length === 0) {
      // Simulated pods start whatever the image: there is nothing to build for.
      return commitImage(head);
    }
    return buildCommitImage(
      { state: { ...this.#state, services: { forge: this.#forge } } },
      head,
      head.branch === DEFAULT_BRANCH ? [DEFAULT_BRANCH] : [],
    );
  }

  #say(
    { org, repo, sha }: BranchHead,
    state: Verdict,
    description: string,
  ): Promise<unknown> {
    return this.#client.json('POST', `/repos/${org}/${repo}/statuses/${sha}`, {
      context: BUILD_CONTEXT,
      state,
      description: description.slice(0, DESCRIPTION),
    });
  }
}
