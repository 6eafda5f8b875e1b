import type { Sight } from '../plan/types';
import type { PreviewLook } from './look';

/** What else wants to be known of a preview, beside its state. */
export function problemsOf({
  record,
  sight,
  environment,
}: PreviewLook): string[] {
  const { pullRequest, unread, told, notes, key, trouble } = record;
  const { protection, delivered } = insideOf(sight);
  return [
    say(
      unread,
      why =>
        `The pull request cannot be read on ${key.host}, so nothing is deleted: ${why}`,
    ),
    say(
      pullRequest?.state === 'closed' ? protection : undefined,
      ({ by, reason }) =>
        `The pull request is closed, but it is protected by ${by}: ${reason}`,
    ),
    say(trouble, why => `${why}. It is tried again`),
    say(
      told.problem,
      why => `The comment or status could not be written: ${why}`,
    ),
    notes?.commit === delivered ? notes?.messages ?? [] : [],
    environment?.findings ?? [],
  ].flat();
}

function insideOf(sight: Sight) {
  return sight.state === 'present'
    ? {
        protection: sight.environment.protection,
        delivered: sight.delivered?.commit,
      }
    : {};
}

function say<T>(what: T | undefined, words: (what: T) => string): string[] {
  return what === undefined ? [] : [words(what)];
}
