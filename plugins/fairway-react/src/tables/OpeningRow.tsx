import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { type ReactNode, useEffect, useId, useState } from 'react';

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

/** A row of a `WideTable` that opens to details. @public */
export function OpeningRow(props: {
  /** What the button does, with the name of the row in it. */
  toggleLabel: string;
  /** The first cell, which names the row. */
  first: ReactNode;
  cells: ReactNode[];
  /** Called only while it is open. */
  details: () => ReactNode;
  /** It opens by itself when this becomes true; whoever reads may close it again. */
  isNew?: boolean;
}) {
  const { toggleLabel, first, cells, details, isNew = false } = props;
  const classes = useStyles();
  const [isOpen, setOpen] = useState(isNew);
  const id = useId();
  useEffect(() => setOpen(before => before || isNew), [isNew]);
  return (
    <>
      <TableRow className={classes.row}>
        <TableCell component="th" scope="row">
          <div className={classes.first}>
            <div className={classes.toggle}>
              <IconButton
                size="small"
                aria-label={toggleLabel}
                aria-expanded={isOpen}
                aria-controls={id}
                onClick={() => setOpen(!isOpen)}
              >
                {isOpen ? <ExpandMoreIcon /> : <ChevronRightIcon />}
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
          className={isOpen ? classes.details : classes.closed}
        >
          {isOpen && details()}
        </TableCell>
      </TableRow>
    </>
  );
}
