import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import type { Sort } from '../../view/query';
import { workspaceKey } from '../../view/workspaces';
import type { ListProps } from './WorkspaceList';
import { WorkspaceRows } from './WorkspaceRows';

/** Each column, its width, and by what it is sorted. */
const COLUMNS = [
  { key: 'name', width: '22%', sort: 'name' },
  { key: 'state', width: '18%', sort: 'state' },
  { key: 'owner', width: '11%', sort: 'owner' },
  { key: 'activity', width: '15%', sort: 'activity' },
  { key: 'stops', width: '17%', sort: 'stops' },
  { key: 'cost', width: '10%', sort: 'cost' },
  { key: 'actions', width: 124 },
] as const;

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

/** Workspaces as rows. */
export function WorkspacesTable(props: ListProps) {
  const { workspaces, titleOf, query, onQuery, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <TableContainer component={Paper}>
      <Table size="small" aria-label={t('title')} className={classes.table}>
        <colgroup>
          {COLUMNS.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <TableHead>
          <TableRow>
            {COLUMNS.map(column => (
              <HeadCell
                key={column.key}
                text={t(`column.${column.key}`)}
                sort={'sort' in column ? column.sort : undefined}
                query={query}
                onQuery={onQuery}
              />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {workspaces.map(view => (
            <WorkspaceRows
              key={workspaceKey(view)}
              view={view}
              columns={COLUMNS.length}
              cluster={titleOf?.(view.cluster)}
              onOpen={onOpen}
            />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function HeadCell(
  props: { text: string; sort?: Sort } & Pick<ListProps, 'query' | 'onQuery'>,
) {
  const { text, sort, query, onQuery } = props;
  if (!sort) {
    return <TableCell>{text}</TableCell>;
  }
  const active = query.sort === sort;
  const direction = active && query.descending ? 'desc' : 'asc';
  return (
    <TableCell sortDirection={active ? direction : false}>
      <TableSortLabel
        active={active}
        direction={direction}
        onClick={() =>
          onQuery({ sort, descending: active && !query.descending })
        }
      >
        {text}
      </TableSortLabel>
    </TableCell>
  );
}
