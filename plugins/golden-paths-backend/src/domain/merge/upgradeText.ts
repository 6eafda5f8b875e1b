import type { GoldenPathVersion } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Change, Conflict, MergedTree } from './types';

/** Who had an upgrade opened with many others, and why. */
export interface UpgradeCampaign {
  /** Entity reference. */
  by: string;
  reason: string;
}

/** What an upgrade is of. */
export interface UpgradeTitle {
  /** Entity reference of the template. */
  template: string;
  from: string;
  to: string;
  /** What lies between, the newest first. */
  versions?: readonly GoldenPathVersion[];
  /** These are taken back: the template has gone back. */
  isBack?: boolean;
  campaign?: UpgradeCampaign;
  /** Files whose mark of executables the forge could not set. */
  unmarked?: ReadonlyArray<{ path: string; executable: boolean }>;
  /** Numbers of open pull requests of upgrades to older versions. */
  replaces?: readonly number[];
}

/** More lines than these of one kind are counted, not listed. */
const MOST = 50;

/** Nothing in a name is Markdown, a mention or a link. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(
    0,
    ...(line.match(/`+/g) ?? []).map(({ length }) => length),
  );
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

const lineOfConflict = ({ path, message }: Conflict) =>
  `- ${code(path)}: ${message}`;

const lineOfVersion = ({ version, changes }: GoldenPathVersion) =>
  `- ${code(version)}: ${changes.map(code).join(', ')}`;

const lineOfChange = ({ kind, path, from }: Change) =>
  from === undefined
    ? `- ${kind}: ${code(path)}`
    : `- ${kind}: ${code(from)} → ${code(path)}`;

function campaignIn(campaign: UpgradeCampaign | undefined): string[] {
  return campaign
    ? [
        '',
        `Opened with those of all components of the template, by ${code(
          campaign.by,
        )}: ${code(campaign.reason)}`,
      ]
    : [];
}

const lineOfMark = ({
  path,
  executable,
}: {
  path: string;
  executable: boolean;
}) =>
  `- ${code(`git update-index --chmod=${executable ? '+' : '-'}x`)} ${code(
    path,
  )}`;

function replacedIn({ replaces = [] }: UpgradeTitle): string[] {
  const all = replaces.map(number => `#${number}`).join(', ');
  return all === ''
    ? []
    : ['', `It takes the place of ${all}: close that without merging it.`];
}

/** The text of the pull request: what changes, and what somebody has to decide. */
export function upgradeText(
  { changes, conflicts }: Pick<MergedTree, 'changes' | 'conflicts'>,
  title: UpgradeTitle,
): string {
  const { template, from, to, versions = [], unmarked = [] } = title;
  const kept =
    'What was changed here since is kept: this is a three-way merge with what the template made then.';
  return [
    `${code(template)} ${code(from)} → ${code(to)}. ${kept}`,
    ...campaignIn(title.campaign),
    ...replacedIn(title),
    ...(versions.length === 0
      ? []
      : [
          '',
          title.isBack ? '### What is taken back' : "### What's new",
          '',
          ...listed(versions, lineOfVersion),
        ]),
    ...(conflicts.length === 0
      ? []
      : [
          '',
          `### To be decided (${conflicts.length})`,
          '',
          ...listed(conflicts, lineOfConflict),
        ]),
    ...(unmarked.length === 0
      ? []
      : [
          '',
          `### To be marked by Git (${unmarked.length})`,
          '',
          'This forge cannot say which files are executable.',
          '',
          ...listed(unmarked, lineOfMark),
        ]),
    '',
    `### Files (${changes.length})`,
    '',
    ...(changes.length === 0
      ? ['Nothing changes.']
      : listed(changes, lineOfChange)),
    '',
  ].join('\n');
}

function listed<T>(all: readonly T[], lineOf: (one: T) => string): string[] {
  const more = all.length - MOST;
  return [
    ...all.slice(0, MOST).map(lineOf),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
}
