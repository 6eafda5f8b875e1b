import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EventView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  DetailTable,
  Tag,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workloadsTranslationRef } from '../../translation';

/** What the cluster reported about a workload and its pods, newest last. */
export function EventsTable(props: { events: EventView[]; of: string }) {
  const { events, of } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  if (events.length === 0) {
    return <div>{t('details.noEvents')}</div>;
  }
  return (
    <DetailTable
      label={`${t('details.events')}: ${of}`}
      columns={[
        t('details.eventSeen'),
        t('details.eventType'),
        t('details.eventReason'),
        t('details.eventObject'),
        t('details.eventMessage'),
      ]}
      rows={events.map(event => ({
        key: event.uid,
        cells: [
          <Age since={event.lastSeen} />,
          <Tag strong={event.type === 'Warning'}>{event.type}</Tag>,
          event.reason,
          `${event.object.kind}/${event.object.name}`,
          event.count > 1
            ? `${event.message} (${t('details.eventCount', {
                times: String(event.count),
              })})`
            : event.message,
        ],
      }))}
    />
  );
}
