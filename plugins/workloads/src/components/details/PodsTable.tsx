import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ContainerView,
  WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  Age,
  DetailTable,
  PodStatus,
  Tag,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsTranslationRef } from '../../translation';
import { openDialog, type OpenDialog } from '../dialogs/openDialog';

const useStyles = makeStyles({
  name: { whiteSpace: 'nowrap' },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  message: { overflowWrap: 'anywhere', maxWidth: '60ch' },
});

/** The pods of a workload, and what their containers do. */
export function PodsTable(props: {
  workload: WorkloadView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { workload, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  if (workload.pods.length === 0) {
    return <div>{t('details.noPods')}</div>;
  }
  return (
    <DetailTable
      label={`${t('details.pods')}: ${workload.name}`}
      columns={[
        t('details.pod'),
        t('details.status'),
        t('details.ready'),
        t('details.restarts'),
        t('details.node'),
        t('details.age'),
        t('details.containers'),
        t('column.actions'),
      ]}
      rows={workload.pods.map(pod => ({
        key: pod.uid,
        cells: [
          <span className={classes.name}>{pod.name}</span>,
          <PodStatus pod={pod} />,
          `${pod.readyContainers}/${pod.totalContainers}`,
          pod.restarts,
          <span className={classes.name}>{pod.node ?? '–'}</span>,
          <Age since={pod.createdAt} />,
          <Containers containers={pod.containers} />,
          <ActionButton
            label={t('action.logsLabel', { name: pod.name })}
            availability={workload.actions.logs}
            onClick={() =>
              onOpen(openDialog('logs', workload, { pod: pod.name }))
            }
          >
            {t('action.logs')}
          </ActionButton>,
        ],
      }))}
    />
  );
}

function Containers({ containers }: { containers: ContainerView[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <ul className={classes.list}>
      {containers.map(container => (
        <li key={container.name}>
          <span title={container.image}>
            {container.name}: {container.reason ?? container.state}
          </span>{' '}
          {container.init && <Tag>{t('details.init')}</Tag>}
          {container.message && (
            <div className={classes.message}>{container.message}</div>
          )}
        </li>
      ))}
    </ul>
  );
}
