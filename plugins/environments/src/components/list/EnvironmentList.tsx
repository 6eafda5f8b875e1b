import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { EmptyNote } from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import TablePagination from '@material-ui/core/TablePagination';
import { type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useEffect, useState } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey } from '../../view/environments';
import { type Query, select } from '../../view/query';
import type { OpenDialog } from '../dialogs/openDialog';
import { EnvironmentCards } from './EnvironmentCards';
import { EnvironmentsTable } from './EnvironmentsTable';
import { Filters } from './Filters';

const PAGE = 25;

/** What a table and cards are given alike. */
export interface ListProps {
  environments: EnvironmentView[];
  /** Title of a cluster by its name; absent where there is only one. */
  titleOf?: (cluster: string) => string;
  /** Key of the environment that the viewer has just made. */
  fresh?: string;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  onOpen: (dialog: OpenDialog) => void;
}

/** Filters, and the environments that pass them. */
export function EnvironmentList(props: ListProps & { now: number }) {
  const { environments, query, onQuery, now, fresh } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('md'));
  const found = select(environments, query, now);
  const [page, setPage] = usePage(found, query, fresh);
  const shown = found.slice(page * PAGE, (page + 1) * PAGE);
  const List = narrow ? EnvironmentCards : EnvironmentsTable;
  return (
    <>
      <Filters
        environments={environments}
        query={query}
        onQuery={onQuery}
        now={now}
        withSort={narrow}
      />
      {found.length === 0 && environments.length > 0 && (
        <EmptyNote
          title={t('empty.filtered', { count: environments.length })}
          actions={
            <Button
              size="small"
              variant="outlined"
              onClick={() =>
                onQuery({ text: '', kind: undefined, state: undefined })
              }
            >
              {t('empty.clear')}
            </Button>
          }
        />
      )}
      {shown.length > 0 && <List {...props} environments={shown} />}
      {found.length > PAGE && (
        <TablePagination
          component="div"
          count={found.length}
          page={page}
          rowsPerPage={PAGE}
          rowsPerPageOptions={[PAGE]}
          onPageChange={(_, next) => setPage(next)}
        />
      )}
    </>
  );
}

/** The page of the list: the first one of another selection, and that of what was just made. */
function usePage(
  found: EnvironmentView[],
  query: Query,
  fresh: string | undefined,
): [number, (page: number) => void] {
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [query]);
  const at = found.findIndex(view => environmentKey(view) === fresh);
  useEffect(() => {
    if (at >= 0) {
      setPage(Math.floor(at / PAGE));
    }
  }, [at]);
  const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
  return [Math.min(page, last), setPage];
}
