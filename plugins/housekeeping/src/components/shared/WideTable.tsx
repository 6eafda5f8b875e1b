import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  table: {
    tableLayout: 'fixed',
    minWidth: 1000,
    '& > thead > tr > th': {
      padding: theme.spacing(0.75, 1.25),
      whiteSpace: 'nowrap',
    },
  },
}));

/** A table of rows that open to details. */
export function WideTable(props: {
  label: string;
  columns: Array<{ text: string; width: string | number }>;
  /** Each is an OpeningRow. */
  children: ReactNode;
}) {
  const { label, columns, children } = props;
  const classes = useStyles();
  return (
    <TableContainer component={Paper}>
      <Table size="small" aria-label={label} className={classes.table}>
        <colgroup>
          {columns.map(({ text, width }) => (
            <col key={text} style={{ width }} />
          ))}
        </colgroup>
        <TableHead>
          <TableRow>
            {columns.map(({ text }) => (
              <TableCell key={text}>{text}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </TableContainer>
  );
}
