import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkloadView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Age, HealthChip } from '@fairway-idp/backstage-plugin-fairway-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { useId, useState } from 'react';
import { workloadsTranslationRef } from '../../translation';
import { refOf } from '../../view/grouping';
import { imagesLabel } from '../../view/image';
import { WorkloadDetails } from '../details/WorkloadDetails';
import type { OpenDialog } from '../dialogs/openDialog';
import { RowActions } from './RowActions';
import { RowTags, Schedule } from './RowTags';

const COLUMNS = 7;

const useStyles = makeStyles(theme => ({
  row: {
    '& > *': {
      verticalAlign: 'top',
      borderBottom: 'none',
      lineHeight: 1.4,
      padding: theme.spacing(0.75, 1.5),
    },
  },
  nameCell: { display: 'flex', gap: theme.spacing(1) },
  name: { fontWeight: 700, overflowWrap: 'anywhere' },
  kind: { color: theme.palette.text.secondary },
  message: {
    maxWidth: '45ch',
    marginTop: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  },
  image: { maxWidth: '24ch', overflowWrap: 'anywhere' },
  nowrap: { whiteSpace: 'nowrap' },
  details: { background: theme.palette.background.default },
}));

/** A workload, and its details when they are wanted. */
export function WorkloadRows(props: {
  workload: WorkloadView;
  entityRef: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { workload, entityRef, onOpen } = props;
  const classes = useStyles();
  const [expanded, setExpanded] = useState(false);
  const detailsId = useId();
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <NameCell
            workload={workload}
            expanded={expanded}
            detailsId={detailsId}
            onToggle={() => setExpanded(!expanded)}
          />
        </TableCell>
        <TableCell>
          <HealthChip health={workload.health} reason={workload.reason} />
          <div className={classes.message}>{workload.message}</div>
          {workload.schedule && <Schedule schedule={workload.schedule} />}
        </TableCell>
        <TableCell className={classes.nowrap}>
          <ReadyCell workload={workload} />
        </TableCell>
        <TableCell
          className={classes.image}
          title={workload.images.map(({ image }) => image).join('\n')}
        >
          {imagesLabel(workload.images)}
        </TableCell>
        <TableCell className={classes.nowrap}>
          <Age since={workload.createdAt} />
        </TableCell>
        <TableCell>{workload.revision ?? '–'}</TableCell>
        <TableCell>
          <RowActions workload={workload} onOpen={onOpen} />
        </TableCell>
      </TableRow>
      <TableRow>
        <TableCell
          id={detailsId}
          colSpan={COLUMNS}
          className={expanded ? classes.details : undefined}
          padding={expanded ? 'normal' : 'none'}
        >
          {expanded && (
            <WorkloadDetails
              workload={workload}
              workloadRef={refOf(entityRef, workload)}
              onOpen={onOpen}
            />
          )}
        </TableCell>
      </TableRow>
    </>
  );
}

function NameCell(props: {
  workload: WorkloadView;
  expanded: boolean;
  detailsId: string;
  onToggle: () => void;
}) {
  const { workload, expanded, detailsId, onToggle } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <div className={classes.nameCell}>
      <div>
        <IconButton
          size="small"
          aria-label={t('row.details', { name: workload.name })}
          aria-expanded={expanded}
          aria-controls={detailsId}
          onClick={onToggle}
        >
          {expanded ? <ExpandMoreIcon /> : <ChevronRightIcon />}
        </IconButton>
      </div>
      <div>
        <div className={classes.name}>{workload.name}</div>
        <div className={classes.kind}>{workload.kind}</div>
        <RowTags workload={workload} />
      </div>
    </div>
  );
}

function ReadyCell({ workload }: { workload: WorkloadView }) {
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { replicas } = workload;
  return replicas ? (
    <span
      title={t('row.readyTitle', {
        ready: String(replicas.ready),
        desired: String(replicas.desired),
        updated: String(replicas.updated),
        available: String(replicas.available),
      })}
    >
      {replicas.ready}/{replicas.desired}
    </span>
  ) : (
    <>–</>
  );
}
