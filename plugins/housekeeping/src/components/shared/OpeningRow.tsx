import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { type ReactNode, useId, useState } from 'react';
import { housekeepingTranslationRef } from '../../translation';

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
  first: { display: 'flex', gap: theme.spacing(0.5) },
  toggle: { margin: theme.spacing(-0.5, 0, 0, -1) },
  details: {
    background: theme.palette.background.default,
    padding: theme.spacing(1, 3, 2, 5),
  },
  closed: { padding: 0, borderBottom: 'none' },
}));

/** A row of a table that opens to details. */
export function OpeningRow(props: {
  /** What the row is about, for the name of the button. */
  name: string;
  /** The first cell, which names the row. */
  first: ReactNode;
  cells: ReactNode[];
  details: () => ReactNode;
}) {
  const { name, first, cells, details } = props;
  const classes = useStyles();
  const [expanded, setExpanded] = useState(false);
  const id = useId();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <div className={classes.first}>
            <div className={classes.toggle}>
              <IconButton
                size="small"
                aria-label={t('row.details', { name })}
                aria-expanded={expanded}
                aria-controls={id}
                onClick={() => setExpanded(!expanded)}
              >
                {expanded ? <ExpandMoreIcon /> : <ChevronRightIcon />}
              </IconButton>
            </div>
            <div>{first}</div>
          </div>
        </TableCell>
        {cells.map((cell, i) => (
          // Cells have no other name than their place.
          // eslint-disable-next-line react/no-array-index-key
          <TableCell key={i}>{cell}</TableCell>
        ))}
      </TableRow>
      <TableRow>
        <TableCell
          id={id}
          colSpan={cells.length + 1}
          className={expanded ? classes.details : classes.closed}
        >
          {expanded && details()}
        </TableCell>
      </TableRow>
    </>
  );
}
