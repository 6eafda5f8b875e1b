import type { UpgradeResult } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ForgeError,
  type PullRequest,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { UpgradeStore, WrittenUpgrade } from '../database/UpgradeStore';
import { branchOf, isBranchOf } from '../domain/merge/branchOf';
import { upgradeText } from '../domain/merge/upgradeText';
import type { RepositoryLook } from './Components';
import { changesTo, type Merge } from './Merges';
import { treeOf } from './treeOf';

/** Branches that are tried: those of closed pull requests may be left. */
const MOST_ATTEMPTS = 20;

/** What is on the branch of an upgrade. */
interface Branch {
  branch: string;
  head: string;
}

/**
 * Writes an upgrade to the forge: one open pull request for each repository and
 * version, however often it is asked for. What somebody committed to its branch is
 * never overwritten.
 */
export class PullRequests {
  private constructor(private readonly store: UpgradeStore) {}

  static create(options: { store: UpgradeStore }): PullRequests {
    return new PullRequests(options.store);
  }

  /** The open one of the upgrade to a version. */
  async find(
    { forge, repository }: Pick<RepositoryLook, 'forge' | 'repository'>,
    version: string,
  ): Promise<PullRequest | undefined> {
    const open = await forge.listOpenPullRequests(repository);
    return open.find(
      ({ head }) =>
        head.repositoryId === repository.id && isBranchOf(head.branch, version),
    );
  }

  /** What was last written to its branch, if it was us. */
  async written(
    { forge, repository }: Pick<RepositoryLook, 'forge' | 'repository'>,
    branch: string,
  ): Promise<WrittenUpgrade | undefined> {
    return this.store.get({
      host: forge.host,
      repository: repository.id,
      branch,
    });
  }

  async put(merge: Merge): Promise<UpgradeResult> {
    const open = await this.find(merge.look, merge.template.version);
    return open ? this.update(merge, open) : this.open(merge);
  }

  private async open(merge: Merge): Promise<UpgradeResult> {
    const { forge, repository } = merge.look;
    const { branch, head } = await this.freeBranch(merge);
    await this.write(merge, { branch, head });
    const opened = await forge.createPullRequest(repository, {
      branch,
      base: repository.defaultBranch,
      ...textOf(merge),
    });
    return resultOf('opened', merge, opened);
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
      return wait(
        'Somebody has committed to its branch since it was opened: it is left to them',
      );
    }
    if (written.base === base && written.source === merge.template.digest) {
      return wait('It is up to date');
    }
    if (written.base !== base) {
      const problem = await mergeBase(forge, merge.look, open.number);
      if (problem) {
        return wait(problem);
      }
    }
    const head = (await forge.getBranch(repository, branch)) ?? commit;
    await this.write(merge, { branch, head });
    await forge.editPullRequest(repository, open.number, textOf(merge));
    return resultOf('updated', merge, open);
  }

  /** Has the branch hold what was merged. */
  private async write(merge: Merge, { branch, head }: Branch): Promise<void> {
    const { forge, repository, head: base } = merge.look;
    const there = treeOf(await forge.readTree(repository, { commit: head }));
    const changes = changesTo(there, merge.merged.files);
    const commit =
      changes.length === 0
        ? head
        : await forge.commitFiles(repository, {
            branch,
            parent: head,
            message: textOf(merge).title,
            changes,
          });
    await this.store.set({
      host: forge.host,
      repository: repository.id,
      branch,
      head: commit,
      base,
      source: merge.template.digest,
      conflicts: merge.merged.conflicts.length,
    });
  }

  /**
   * A branch that nobody has, or that is ours from an attempt that did not come
   * to its end.
   */
  private async freeBranch({ look, template }: Merge): Promise<Branch> {
    const { forge, repository, head } = look;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const branch = branchOf(template.version, attempt);
      const there = await forge.getBranch(repository, branch);
      if (there === undefined) {
        await forge.createBranch(repository, branch, head);
        return { branch, head };
      }
      const written = await this.written(look, branch);
      if (
        there === head ||
        (written?.head === there && written.base === head)
      ) {
        return { branch, head: there };
      }
    }
    throw new ForgeError(
      `${repository.fullName} has ${MOST_ATTEMPTS} branches of this upgrade already: delete those that are no longer needed`,
      'refused',
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
    if (error instanceof ForgeError && error.reason === 'refused') {
      return `It conflicts with ${repository.defaultBranch} by now: resolve that in it, or close it and have a new one opened`;
    }
    throw error;
  }
}

function textOf({ look, template, versions, merged, campaign }: Merge) {
  const name = template.template.split('/')[1];
  return {
    title: `Upgrade golden path ${name} to ${template.version}`,
    body: upgradeText(merged, {
      template: template.template,
      from: look.record.version,
      to: template.version,
      versions,
      campaign,
    }),
  };
}

function resultOf(
  outcome: UpgradeResult['outcome'],
  { merged }: Merge,
  { number, url, title }: PullRequest,
): UpgradeResult {
  const conflicts = merged.conflicts.length;
  const todo =
    conflicts === 0
      ? 'nothing to be decided'
      : `${conflicts} ${conflicts === 1 ? 'place' : 'places'} to be decided`;
  return {
    outcome,
    message: `Pull request #${number} is ${outcome}: ${merged.changes.length} files, ${todo}`,
    pullRequest: { number, url, title, conflicts },
  };
}
