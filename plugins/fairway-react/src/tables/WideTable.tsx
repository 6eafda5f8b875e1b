import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import type { ReactNode } from 'react';

/** A column of a {@link WideTable}. @public */
export interface WideTableColumn<S extends string> {
  text: string;
  width: string | number;
  /** By what a click on its title sorts; absent: it cannot be sorted by. */
  sort?: S;
}

/** By what a {@link WideTable} is sorted. @public */
export interface TableSort<S extends string> {
  sort: S;
  descending: boolean;
}

const useStyles = makeStyles(theme => ({
  table: {
    tableLayout: 'fixed',
    '& > thead > tr > th': {
      padding: theme.spacing(0.75, 1.25),
      whiteSpace: 'nowrap',
    },
  },
}));

/** A table of rows that open to details, for wide screens. @public */
export function WideTable<S extends string = never>(props: {
  label: string;
  columns: readonly WideTableColumn<S>[];
  sorted?: TableSort<S>;
  onSort?: (sort: TableSort<S>) => void;
  /** Pixels; narrower, and it scrolls. */
  minWidth?: number;
  /** Each is an `OpeningRow`. */
  children: ReactNode;
}) {
  const { label, columns, sorted, onSort, minWidth = 1000, children } = props;
  const classes = useStyles();
  return (
    <TableContainer component={Paper}>
      <Table
        size="small"
        aria-label={label}
        className={classes.table}
        style={{ minWidth }}
      >
        <colgroup>
          {columns.map(({ text, width }) => (
            <col key={text} style={{ width }} />
          ))}
        </colgroup>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <HeadCell
                key={column.text}
                column={column}
                sorted={sorted}
                onSort={onSort}
              />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </TableContainer>
  );
}

/** A second click on a title turns the order around. */
function HeadCell<S extends string>(props: {
  column: WideTableColumn<S>;
  sorted?: TableSort<S>;
  onSort?: (sort: TableSort<S>) => void;
}) {
  const { column, sorted, onSort } = props;
  const { text, sort } = column;
  if (!sort) {
    return <TableCell>{text}</TableCell>;
  }
  const isActive = sorted?.sort === sort;
  const isDescending = isActive && sorted.descending;
  const direction = isDescending ? 'desc' : 'asc';
  return (
    <TableCell sortDirection={isActive ? direction : false}>
      <TableSortLabel
        active={isActive}
        direction={direction}
        onClick={() =>
          onSort?.({ sort, descending: isActive && !isDescending })
        }
      >
        {text}
      </TableSortLabel>
    </TableCell>
  );
}
