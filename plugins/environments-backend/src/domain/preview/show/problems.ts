import type { PreviewLook } from './look';

/** What else wants to be known of a preview, beside its state. */
export function problemsOf({
  record,
  sight,
  environment,
}: PreviewLook): string[] {
  const { pullRequest, unread, told, notes, key, trouble } = record;
  const protection =
    sight.state === 'present' ? sight.environment.protection : undefined;
  const delivered =
    sight.state === 'present' ? sight.delivered?.commit : undefined;
  return [
    ...(unread === undefined
      ? []
      : [
          `The pull request cannot be read on ${key.host}, so nothing is deleted: ${unread}`,
        ]),
    ...(protection && pullRequest?.state === 'closed'
      ? [
          `The pull request is closed, but it is protected by ${protection.by}: ${protection.reason}`,
        ]
      : []),
    ...(trouble === undefined ? [] : [`${trouble}. It is tried again`]),
    ...(told.problem === undefined
      ? []
      : [`The comment or status could not be written: ${told.problem}`]),
    ...(notes && notes.commit === delivered ? notes.messages : []),
    ...(environment?.findings ?? []),
  ];
}
