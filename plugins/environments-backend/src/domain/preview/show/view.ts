import {
  databaseIdentifier,
  type PreviewView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { oneLine } from './markdown';
import type { PreviewLook } from './look';
import { previewState } from './previewState';
import { problemsOf } from './problems';
import type { Told } from './texts';

/** A view without what depends on who looks. */
export type SharedPreview = Omit<PreviewView, 'actions' | 'environment'>;

const LONGEST_TITLE = 300;

/** One preview, as it is shown; undefined while its pull request was never read. */
export function previewView(
  look: PreviewLook,
  now: Date,
): SharedPreview | undefined {
  const { record, sight } = look;
  const { pullRequest, readAt = '' } = record;
  if (!pullRequest) {
    return undefined;
  }
  const { state, message } = previewState(look, now);
  const delivered = sight.state === 'present' ? sight.delivered : undefined;
  const { title, url, author, number, head, repository } = pullRequest;
  return {
    cluster: record.cluster,
    namespace: record.name,
    state,
    message,
    problems: problemsOf(look),
    url: delivered?.url,
    pullRequest: {
      host: record.key.host,
      repository: repository.fullName,
      number,
      title: oneLine(title, LONGEST_TITLE),
      url,
      author,
      branch: head.branch,
    },
    commit: head.commit,
    deployedCommit: delivered?.commit,
    updatedAt: readAt,
    ...(delivered?.database && {
      database: { schema: databaseIdentifier(record.name) },
    }),
  };
}

/** What people are told on the forge. */
export function toldOf(
  look: PreviewLook,
  about: { instance: string; portal?: string; now: Date },
): Told | undefined {
  const { instance, portal, now } = about;
  const view = previewView(look, now);
  const { record, sight } = look;
  if (!view) {
    return undefined;
  }
  const environment = sight.state === 'present' ? sight.environment : undefined;
  return {
    name: record.name,
    instance,
    cluster: record.cluster,
    state: view.state,
    message: view.message,
    // That the forge does not answer would be told on the forge.
    problems: problemsOf({
      ...look,
      record: { ...record, unread: undefined, told: {} },
    }),
    commit: view.commit,
    deployed: view.deployedCommit,
    url: view.url,
    expiresAt: environment?.expiresAt,
    database: view.database !== undefined,
    portal,
    isClosed: record.pullRequest?.state === 'closed',
  };
}
