import type { EventView } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EventFacts } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { compareText } from './compareText';
import type { FoundWorkload } from './NamespaceIndex';

/** The most events of one workload that are sent; the newest are kept. */
export const MAX_EVENTS = 200;

/**
 * The events of a workload, its ReplicaSets or Jobs, and its pods; newest last,
 * as `kubectl events` sorts them (`cmd/events/events.go`).
 */
export function eventsOf(
  found: FoundWorkload,
  events: Iterable<EventFacts>,
): EventView[] {
  const objects = [
    found.workload,
    ...found.replicaSets,
    ...found.jobs,
    ...found.pods,
  ];
  const uids = new Set(objects.map(({ uid }) => uid));
  return [...events]
    .filter(({ object }) => uids.has(object.uid))
    .sort(
      (a, b) =>
        compareText(a.lastSeen, b.lastSeen) || compareText(a.name, b.name),
    )
    .slice(-MAX_EVENTS)
    .map(eventView);
}

function eventView(event: EventFacts): EventView {
  const { uid, type, reason, message, count, lastSeen, firstSeen } = event;
  return {
    uid,
    type,
    reason,
    message,
    count,
    lastSeen,
    ...(firstSeen && { firstSeen }),
    object: { kind: event.object.kind, name: event.object.name },
  };
}
