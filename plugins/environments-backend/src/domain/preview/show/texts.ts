import {
  databaseIdentifier,
  type PreviewState,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { CommitStatus } from '@fairway-idp/backstage-plugin-fairway-node';
import { code, oneLine } from './markdown';

/** What people are told of a preview. Nothing in it changes by itself. */
export interface Told {
  name: string;
  instance: string;
  cluster: string;
  state: PreviewState;
  message: string;
  problems: readonly string[];
  /** SHA of the head of the pull request. */
  commit: string;
  /** SHA that is deployed. */
  deployed?: string;
  url?: string;
  /** RFC 3339. */
  expiresAt?: string;
  database?: boolean;
  /** Page of the portal. */
  portal?: string;
  isClosed: boolean;
}

/** Context of the commit status. */
export const STATUS_CONTEXT = 'fairway/preview';
/** As forges take it. */
const LONGEST_STATUS = 140;
const MOST_PROBLEMS = 10;

const HEADLINES: Record<PreviewState, string> = {
  waiting: 'is waiting',
  deploying: 'is being deployed',
  ready: 'is ready',
  failed: 'failed',
  asleep: 'is asleep',
  waking: 'wakes up',
  deleting: 'is being deleted',
  deleted: 'was deleted',
  unknown: 'is in an unknown state',
};

const COMMIT_STATES: Record<PreviewState, CommitStatus['state']> = {
  waiting: 'pending',
  deploying: 'pending',
  ready: 'success',
  failed: 'failure',
  asleep: 'success',
  waking: 'pending',
  deleting: 'pending',
  deleted: 'error',
  unknown: 'pending',
};

/** Tells our comment from all others; the same for as long as the preview lives. */
export function commentMarker({
  instance,
  name,
}: Pick<Told, 'instance' | 'name'>): string {
  return `<!-- fairway-preview:${instance}:${name} -->`;
}

/** The comment in Markdown, without its marker. */
export function commentText(told: Told): string {
  const { state, commit, isClosed } = told;
  const headline =
    state === 'deleted' && isClosed ? 'was removed' : HEADLINES[state];
  return [
    `### Preview of ${code(commit.slice(0, 12))} ${headline}`,
    ...address(told),
    ...details(told),
    ...problems(told),
    ...links(told),
  ].join('\n\n');
}

/** The commit status. */
export function statusOf(told: Told): CommitStatus {
  const { state, url, portal, isClosed } = told;
  // Whoever follows the link wants to see it, or why it is not there.
  const target = state === 'ready' ? url ?? portal : portal;
  return {
    context: STATUS_CONTEXT,
    // A commit that was merged is not to look broken for ever.
    state: state === 'deleted' && isClosed ? 'success' : COMMIT_STATES[state],
    description: oneLine(describe(told), LONGEST_STATUS),
    ...(target && { targetUrl: target }),
  };
}

function describe({ state, message, isClosed }: Told): string {
  switch (state) {
    case 'ready':
      return 'Ready';
    case 'deploying':
      return 'Being deployed';
    case 'failed':
      return `Failed: ${message}`;
    case 'deleted':
      return isClosed ? 'Removed, as the pull request is closed' : message;
    default:
      return message;
  }
}

function address({ state, url, deployed, commit }: Told): string[] {
  const isNowhere =
    ['deleting', 'deleted'].includes(state) ||
    (state === 'failed' && deployed === undefined);
  if (!url || isNowhere) {
    return [];
  }
  const older =
    deployed && deployed !== commit
      ? `, which still shows ${code(deployed.slice(0, 12))}`
      : '';
  return [
    state === 'ready'
      ? `**${link(url)}**`
      : `Its address: ${link(url)}${older}`,
  ];
}

function details(told: Told): string[] {
  const { state, message, isClosed } = told;
  switch (state) {
    case 'failed':
    case 'waiting':
    case 'unknown':
      return [code(message)];
    case 'asleep':
      return ['Wake it in the portal, or push.'];
    case 'deleted':
      return isClosed ? [] : [code(message)];
    default:
      return [];
  }
}

function problems(told: Told): string[] {
  if (told.state === 'deleted' || told.problems.length === 0) {
    return [];
  }
  const shown = told.problems.slice(0, MOST_PROBLEMS);
  const more = told.problems.length - shown.length;
  return [
    [
      ...shown.map(problem => `- ${code(problem)}`),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ].join('\n'),
  ];
}

function links({
  state,
  name,
  cluster,
  expiresAt,
  database,
  portal,
}: Told): string[] {
  const isGone = ['deleted', 'waiting'].includes(state);
  const parts = isGone
    ? []
    : [
        `Environment ${code(name)} in ${code(cluster)}`,
        ...(database ? [`schema ${code(databaseIdentifier(name))}`] : []),
        ...(expiresAt ? [`expires at ${expiresAt.slice(0, 16)}Z`] : []),
      ];
  const all = [
    ...parts,
    ...(portal ? [`[see it in the portal](${portal})`] : []),
  ];
  return all.length > 0 ? [all.join(' · ')] : [];
}

function link(url: string): string {
  return `<${url}>`;
}
