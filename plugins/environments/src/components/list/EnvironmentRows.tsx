import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { CostText } from '@fairway-idp/backstage-plugin-fairway-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useEffect, useId, useState } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { nameOf } from '../../view/environments';
import { ExpiryCell } from '../cells/ExpiryCell';
import { NameCell } from '../cells/NameCell';
import { OwnerCell } from '../cells/OwnerCell';
import { QuotaCell } from '../cells/QuotaCell';
import { RhythmCell } from '../cells/RhythmCell';
import { StateCell } from '../cells/StateCell';
import { EnvironmentDetails } from '../details/EnvironmentDetails';
import type { OpenDialog } from '../dialogs/openDialog';
import { EnvironmentActions } from './EnvironmentActions';

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

/** An environment, and its details when they are wanted. */
export function EnvironmentRows(props: {
  view: EnvironmentView;
  columns: number;
  cluster?: string;
  /** The viewer has just made it. */
  fresh: boolean;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, columns, cluster, fresh, onOpen } = props;
  const classes = useStyles();
  const [expanded, setExpanded] = useState(fresh);
  const detailsId = useId();
  useEffect(() => setExpanded(before => before || fresh), [fresh]);
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <div className={classes.name}>
            <div className={classes.toggle}>
              <Toggle
                name={nameOf(view)}
                expanded={expanded}
                controls={detailsId}
                onToggle={() => setExpanded(!expanded)}
              />
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
          <OwnerCell view={view} />
        </TableCell>
        <TableCell>
          <RhythmCell view={view} />
        </TableCell>
        <TableCell>
          <ExpiryCell view={view} />
        </TableCell>
        <TableCell>
          <QuotaCell view={view} />
        </TableCell>
        <TableCell>
          <CostText cost={view.cost} />
        </TableCell>
        <TableCell>
          <EnvironmentActions view={view} onOpen={onOpen} />
        </TableCell>
      </TableRow>
      <TableRow>
        <TableCell
          id={detailsId}
          colSpan={columns}
          className={expanded ? classes.details : classes.closed}
        >
          {expanded && <EnvironmentDetails view={view} />}
        </TableCell>
      </TableRow>
    </>
  );
}

/** Opens and closes the details. */
function Toggle(props: {
  name: string;
  expanded: boolean;
  controls: string;
  onToggle: () => void;
}) {
  const { name, expanded, controls, onToggle } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <IconButton
      size="small"
      aria-label={t('row.details', { name })}
      aria-expanded={expanded}
      aria-controls={controls}
      onClick={onToggle}
    >
      {expanded ? <ExpandMoreIcon /> : <ChevronRightIcon />}
    </IconButton>
  );
}
