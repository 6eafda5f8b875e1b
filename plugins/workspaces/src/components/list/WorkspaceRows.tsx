import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import { CostText } from '@fairway-idp/backstage-plugin-fairway-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useId, useState } from 'react';
import { workspacesTranslationRef } from '../../translation';
import { nameOf } from '../../view/workspaces';
import { ActivityCell } from '../cells/ActivityCell';
import { NameCell } from '../cells/NameCell';
import { StateCell } from '../cells/StateCell';
import { StopsCell } from '../cells/StopsCell';
import { WorkspaceDetails } from '../details/WorkspaceDetails';
import type { OpenDialog } from '../dialogs/openDialog';
import { WorkspaceActions } from '../WorkspaceActions';

const useStyles = makeStyles(theme => ({
  row: {
    '& > *': {
      verticalAlign: 'top',
      borderBottom: 'none',
      borderTop: `1px solid ${theme.palette.divider}`,
      lineHeight: 1.4,
      padding: theme.spacing(1, 1.25),
    },
  },
  name: { display: 'flex', gap: theme.spacing(0.5) },
  toggle: { margin: theme.spacing(-0.5, 0, 0, -1) },
  details: {
    background: theme.palette.background.default,
    padding: theme.spacing(1, 3, 2, 5),
  },
  closed: { padding: 0, borderBottom: 'none' },
}));

/** A workspace, and its details when they are wanted. */
export function WorkspaceRows(props: {
  view: WorkspaceView;
  columns: number;
  cluster?: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, columns, cluster, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const detailsId = useId();
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <div className={classes.name}>
            <div className={classes.toggle}>
              <IconButton
                size="small"
                aria-label={t('row.details', { name: nameOf(view) })}
                aria-expanded={expanded}
                aria-controls={detailsId}
                onClick={() => setExpanded(!expanded)}
              >
                {expanded ? <ExpandMoreIcon /> : <ChevronRightIcon />}
              </IconButton>
            </div>
            <div>
              <NameCell view={view} cluster={cluster} />
            </div>
          </div>
        </TableCell>
        <TableCell>
          <StateCell view={view} />
        </TableCell>
        <TableCell>
          <EntityRefLink entityRef={view.owner} hideIcon />
        </TableCell>
        <TableCell>
          <ActivityCell view={view} />
        </TableCell>
        <TableCell>
          <StopsCell view={view} />
        </TableCell>
        <TableCell>
          {view.cost ? <CostText cost={view.cost} /> : t('row.costUnknown')}
        </TableCell>
        <TableCell>
          <WorkspaceActions view={view} onOpen={onOpen} />
        </TableCell>
      </TableRow>
      <TableRow>
        <TableCell
          id={detailsId}
          colSpan={columns}
          className={expanded ? classes.details : classes.closed}
        >
          {expanded && <WorkspaceDetails view={view} />}
        </TableCell>
      </TableRow>
    </>
  );
}
