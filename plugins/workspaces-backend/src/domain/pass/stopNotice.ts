import type { WorkspaceStop } from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspaceFacts } from '@fairway-idp/backstage-plugin-fairway-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { describeUnpushed } from '../unpushed/unpushed';

/** Who stops what nobody uses. */
export const PORTAL = 'the portal';

/** Milliseconds after which nobody wants to hear of it any more. */
const NEWS = 24 * 60 * 60_000;

/** Of a stop that nobody asked for, its owner is told once. */
export function isToBeTold(
  stop: WorkspaceStop | undefined,
  now: Date,
): stop is WorkspaceStop {
  return (
    stop?.by === PORTAL &&
    stop.toldAt === undefined &&
    now.getTime() - Date.parse(stop.at) < NEWS
  );
}

/** What is said to its owner: which one, when, why, and what is in it. */
export function stopNotice(
  { namespace, name, record }: WorkspaceFacts,
  { cluster, stop }: { cluster: string; stop: WorkspaceStop },
): NotificationSendOptions['payload'] {
  const { spec, unpushed } = record;
  const component = spec.entityRef.split('/').at(-1);
  const work = unpushed && describeUnpushed(unpushed);
  return {
    title: `Your workspace of ${component}${
      spec.branch && ` (${spec.branch})`
    } was stopped`,
    description: [
      `${stop.reason}. It was stopped at ${stop.at}`,
      work
        ? `Its volume is kept, with ${work}`
        : 'Its volume is kept, with all that is in it',
      'Start it again when you need it.',
    ].join('. '),
    link: `/workspaces?q=${encodeURIComponent(name)}`,
    severity: 'normal',
    topic: 'workspace-idle-stop',
    // Another of the same workspace takes its place.
    scope: `workspace-idle-stop:${cluster}:${namespace}/${name}`,
  };
}
