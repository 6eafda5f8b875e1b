import TablePagination from '@material-ui/core/TablePagination';
import { type ReactNode, useEffect, useState } from 'react';

/** Rows on a page. */
const PAGE = 25;

/**
 * The rows of a long list that are on its current page, and the control to turn
 * pages, where there are several.
 *
 * @public
 */
export function usePages<R>(
  rows: R[],
  options: {
    /** Another selection, which begins with its first page. */
    selection: unknown;
    /** Turns to the page of this row, e.g. of what was just made; -1 = none. */
    at?: number;
  },
): { shown: R[]; pages: ReactNode } {
  const { selection, at = -1 } = options;
  const [wanted, setWanted] = useState(0);
  useEffect(() => setWanted(0), [selection]);
  useEffect(() => {
    if (at >= 0) {
      setWanted(Math.floor(at / PAGE));
    }
  }, [at]);
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
  const page = Math.min(wanted, last);
  return {
    shown: rows.slice(page * PAGE, (page + 1) * PAGE),
    pages: rows.length > PAGE && (
      <TablePagination
        component="div"
        count={rows.length}
        page={page}
        rowsPerPage={PAGE}
        rowsPerPageOptions={[PAGE]}
        onPageChange={(_, next) => setWanted(next)}
      />
    ),
  };
}
