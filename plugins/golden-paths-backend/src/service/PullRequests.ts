import type { UpgradeResult } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fingerprint,
  ForgeError,
  type PullRequest,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { UpgradeStore, WrittenUpgrade } from '../database/UpgradeStore';
import {
  branchOf,
  isBranchOf,
  isUpgradeBranch,
} from '../domain/merge/branchOf';
import { changesTo, unmarkedIn } from '../domain/merge/changesTo';
import { upgradeText } from '../domain/merge/upgradeText';
import type { RepositoryLook } from './Components';
import type { Claims } from './Claims';
import type { Merge } from './Merges';
import { readMoved } from './Trees';

/** Branches that are tried: those of closed pull requests may be left. */
const MOST_ATTEMPTS = 20;

const LEFT =
  'Somebody has committed to its branch since it was opened: it is left to them';

const isRefusal = (error: unknown): boolean =>
  error instanceof ForgeError && error.reason === 'refused';

/** What is on the branch of an upgrade. */
interface Branch {
  branch: string;
  head: string;
}

/** Where a branch is by now, or why it is not to be written to. */
type MovedBranch =
  | { head: string; problem?: undefined }
  | { head?: undefined; problem: string };

/**
 * Writes an upgrade to the forge: one open pull request for each repository and
 * version, however often it is asked for. What somebody committed to its branch is
 * never overwritten.
 */
export class PullRequests {
  private constructor(
    private readonly options: { claims: Claims; store: UpgradeStore },
  ) {}

  static create(options: {
    claims: Claims;
    store: UpgradeStore;
  }): PullRequests {
    return new PullRequests(options);
  }

  /** The open one of the upgrade to a version. */
  async find(
    look: Pick<RepositoryLook, 'forge' | 'repository'>,
    version: string,
  ): Promise<PullRequest | undefined> {
    return (await this.all(look)).find(({ head }) =>
      isBranchOf(head.branch, version),
    );
  }

  /** The open ones of upgrades, to whichever version. */
  private async all({
    forge,
    repository,
  }: Pick<RepositoryLook, 'forge' | 'repository'>): Promise<PullRequest[]> {
    const open = await forge.listOpenPullRequests(repository);
    return open.filter(
      ({ head }) =>
        head.repositoryId === repository.id && isUpgradeBranch(head.branch),
    );
  }

  /** What was last written to its branch, if it was us. */
  async written(
    { forge, repository }: Pick<RepositoryLook, 'forge' | 'repository'>,
    branch: string,
  ): Promise<WrittenUpgrade | undefined> {
    return this.options.store.get({
      host: forge.host,
      repository: repository.id,
      branch,
    });
  }

  /**
   * Only one at a time writes to a repository: whoever comes second is answered with
   * what the first one opened.
   */
  async put(merge: Merge): Promise<UpgradeResult> {
    const { forge, repository } = merge.look;
    return this.options.claims.hold(
      { host: forge.host, repository: repository.id },
      async () => {
        const open = await this.find(merge.look, merge.template.version);
        return open ? this.update(merge, open) : this.open(merge);
      },
    );
  }

  private async open(merge: Merge): Promise<UpgradeResult> {
    const { forge, repository } = merge.look;
    const { branch, head } = await this.freeBranch(merge);
    const commit = await this.write(merge, { branch, head });
    const { version } = merge.template;
    const older = (await this.all(merge.look)).filter(
      one => !isBranchOf(one.head.branch, version),
    );
    const text = await textOf(merge, { commit, older });
    try {
      const opened = await forge.createPullRequest(repository, {
        branch,
        base: repository.defaultBranch,
        ...text,
      });
      return resultOf('opened', merge, opened, older);
    } catch (error) {
      // Somebody else opened it from our branch.
      const there = isRefusal(error)
        ? await this.find(merge.look, version)
        : undefined;
      if (!there) {
        throw error;
      }
      return resultOf('unchanged', merge, there);
    }
  }

  private async update(
    merge: Merge,
    open: PullRequest,
  ): Promise<UpgradeResult> {
    const { forge, repository, head: base } = merge.look;
    const { branch, commit } = open.head;
    const written = await this.written(merge.look, branch);
    const wait = (why: string): UpgradeResult => ({
      ...resultOf('unchanged', merge, open),
      message: why,
    });
    if (written?.head !== commit) {
      return (await this.isWhatWasMerged(merge, commit))
        ? this.adopt(merge, { branch, head: commit }, open)
        : wait(LEFT);
    }
    if (written.base === base && written.source === sourceOf(merge)) {
      return wait('It is up to date');
    }
    const moved =
      written.base === base
        ? { head: commit }
        : await this.mergeBase(merge, { number: open.number, written });
    if (moved.problem !== undefined) {
      return wait(moved.problem);
    }
    const { head } = moved;
    const now = await this.write(merge, { branch, head });
    const text = await textOf(merge, { commit: now });
    await forge.editPullRequest(repository, open.number, text);
    return resultOf('updated', merge, open);
  }

  /**
   * Merges what is new on the default branch into the branch of a pull request that is
   * as we wrote it. Somebody may commit to either of them meanwhile.
   */
  private async mergeBase(
    { look }: Merge,
    { number, written }: { number: number; written: WrittenUpgrade },
  ): Promise<MovedBranch> {
    const { forge, repository } = look;
    const { branch, head: before } = written;
    const refusal = await mergeBase(forge, look, number);
    if (refusal) {
      return { problem: refusal };
    }
    const head = await forge.getBranch(repository, branch);
    if (head === undefined) {
      return { problem: `Its branch ${branch} is gone` };
    }
    if (head === before) {
      return { head };
    }
    const [parent, base, ...more] = await forge.getParents(repository, {
      commit: head,
    });
    if (parent !== before || base === undefined || more.length > 0) {
      return { problem: LEFT };
    }
    const { defaultBranch } = repository;
    const isNewer = base !== look.head;
    if (
      isNewer &&
      base !== (await forge.getBranch(repository, defaultBranch))
    ) {
      return { problem: LEFT };
    }
    // The merge is ours, whatever becomes of this attempt; what is to be in it is not
    // there yet, so that whoever asks again has it written.
    await this.options.store.set({ ...written, head, base, source: '' });
    return isNewer
      ? {
          problem: `${defaultBranch} has moved on while it was brought up to date: ask again`,
        }
      : { head };
  }

  /** What we wrote without coming to remember it is ours. */
  private async adopt(
    merge: Merge,
    branch: Branch,
    open: PullRequest,
  ): Promise<UpgradeResult> {
    await this.remember(merge, branch);
    return {
      ...resultOf('unchanged', merge, open),
      message: 'It is up to date',
    };
  }

  private async isWhatWasMerged(
    { look, merged }: Merge,
    commit: string,
  ): Promise<boolean> {
    const { forge, repository } = look;
    const there = await forge.listTree(repository, { commit });
    return changesTo(there, merged).length === 0;
  }

  /** Has the branch hold what was merged. */
  private async write(merge: Merge, { branch, head }: Branch): Promise<string> {
    const { look, merged, entries } = merge;
    const { forge, repository } = look;
    const there =
      head === look.head
        ? entries
        : await forge.listTree(repository, { commit: head });
    const changes = await readMoved(
      look,
      [...there, ...entries],
      changesTo(there, merged),
    );
    const commit =
      changes.length === 0
        ? head
        : await forge.commitFiles(repository, {
            branch,
            parent: head,
            message: titleOf(merge),
            changes,
          });
    await this.remember(merge, { branch, head: commit });
    return commit;
  }

  private async remember(
    merge: Merge,
    { branch, head }: Branch,
  ): Promise<void> {
    const { look, merged, given } = merge;
    await this.options.store.set({
      host: look.forge.host,
      repository: look.repository.id,
      ...{ branch, head, base: look.head, source: sourceOf(merge) },
      conflicts: merged.conflicts.length,
      parameters: JSON.stringify(given),
    });
  }

  /**
   * A branch that nobody has, or that is ours from an attempt that did not come
   * to its end.
   */
  private async freeBranch(merge: Merge): Promise<Branch> {
    const { look, template } = merge;
    const { forge, repository, head } = look;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const branch = branchOf(template.version, attempt);
      const there = await forge.getBranch(repository, branch);
      if (there === undefined) {
        await forge.createBranch(repository, branch, head);
        return { branch, head };
      }
      if (await this.isOurs(merge, { branch, head: there })) {
        return { branch, head: there };
      }
    }
    throw new ForgeError(
      `${repository.fullName} has ${MOST_ATTEMPTS} branches of this upgrade already: delete those that are no longer needed`,
      'refused',
    );
  }

  private async isOurs(
    merge: Merge,
    { branch, head }: Branch,
  ): Promise<boolean> {
    const { look } = merge;
    const written = await this.written(look, branch);
    return (
      head === look.head ||
      (written?.head === head && written.base === look.head) ||
      (written === undefined && (await this.isWhatWasMerged(merge, head)))
    );
  }
}

/** @returns what is in the way */
async function mergeBase(
  forge: UpgradeForge,
  { repository }: RepositoryLook,
  number: number,
): Promise<string | undefined> {
  try {
    await forge.mergeBase(repository, number);
    return undefined;
  } catch (error) {
    if (isRefusal(error)) {
      return `It conflicts with ${repository.defaultBranch} by now: resolve that in it, or close it and have a new one opened`;
    }
    throw error;
  }
}

function titleOf({ template, distance }: Merge): string {
  const name = template.template.split('/')[1];
  return distance.isAhead
    ? `Take golden path ${name} back to ${template.version}`
    : `Upgrade golden path ${name} to ${template.version}`;
}

/** Of the template and of what it was given beyond the record. */
function sourceOf({ template, given }: Merge): string {
  return Object.keys(given).length === 0
    ? template.digest
    : fingerprint([template.digest, JSON.stringify(given)]);
}

/** @param commit - what the forge has of it now */
async function textOf(
  merge: Merge,
  { commit, older = [] }: { commit: string; older?: readonly PullRequest[] },
) {
  const { look, template, distance, merged, campaign } = merge;
  const { forge, repository } = look;
  const there = await forge.listTree(repository, { commit });
  return {
    title: titleOf(merge),
    body: upgradeText(merged, {
      template: template.template,
      from: look.record.version,
      to: template.version,
      versions: distance.changes,
      isBack: distance.isAhead,
      campaign,
      unmarked: unmarkedIn(there, merged.files),
      replaces: older.map(({ number }) => number),
    }),
  };
}

function resultOf(
  outcome: UpgradeResult['outcome'],
  { merged }: Merge,
  { number, url, title }: PullRequest,
  older: readonly PullRequest[] = [],
): UpgradeResult {
  const conflicts = merged.conflicts.length;
  const todo =
    conflicts === 0
      ? 'nothing to be decided'
      : `${conflicts} ${conflicts === 1 ? 'place' : 'places'} to be decided`;
  const replaced =
    older.length === 0
      ? ''
      : `; it takes the place of ${older
          .map(one => `#${one.number}`)
          .join(', ')}, which may be closed`;
  return {
    outcome,
    message: `Pull request #${number} is ${outcome}: ${merged.changes.length} files, ${todo}${replaced}`,
    pullRequest: { number, url, title, conflicts },
  };
}
