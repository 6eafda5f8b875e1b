import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  cells: {
    '& td, & th': {
      verticalAlign: 'top',
      lineHeight: 1.4,
      // A column must not become narrower than its longest word.
      wordBreak: 'normal',
      overflowWrap: 'break-word',
    },
    '& th': { whiteSpace: 'nowrap' },
  },
});

/**
 * A small table with a label and column titles.
 *
 * @public
 */
export function DetailTable(props: {
  label: string;
  columns: string[];
  rows: Array<{ key: string; cells: ReactNode[] }>;
  /**
   * It may be wider than its room, and nothing in it takes the focus: then it
   * takes it itself, so that it can be moved by keyboard.
   */
  isWide?: boolean;
}) {
  const { label, columns, rows, isWide } = props;
  const reach = isWide && { tabIndex: 0, role: 'group', 'aria-label': label };
  const classes = useStyles();
  return (
    <TableContainer {...reach}>
      <Table size="small" aria-label={label} className={classes.cells}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column}>{column}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, cells }) => (
            <TableRow key={key}>
              {cells.map((cell, i) => (
                <TableCell key={columns[i]}>{cell}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
