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
import { environmentsTranslationRef } from '../../translation';
import { environmentKey } from '../../view/environments';
import type { Sort } from '../../view/query';
import { EnvironmentRows } from './EnvironmentRows';
import type { ListProps } from './EnvironmentList';

/** Each column, its width, and by what it is sorted. */
const COLUMNS = [
  { key: 'name', width: '18%', sort: 'title' },
  { key: 'state', width: '12.5%', sort: 'state' },
  { key: 'owner', width: '12%', sort: 'owner' },
  { key: 'rhythm', width: '13.5%' },
  { key: 'expiry', width: '13%', sort: 'expiry' },
  { key: 'quota', width: '14%', sort: 'use' },
  { key: 'cost', width: '9%', sort: 'cost' },
  { key: 'actions', width: 124 },
] as const;

const useStyles = makeStyles(theme => ({
  table: {
    tableLayout: 'fixed',
    minWidth: 1080,
    '& > thead > tr > th': {
      padding: theme.spacing(0.75, 1.25),
      whiteSpace: 'nowrap',
    },
  },
}));

/** Environments as rows. */
export function EnvironmentsTable(props: ListProps) {
  const { environments, titleOf, fresh, query, onQuery, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
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
          {environments.map(view => (
            <EnvironmentRows
              key={environmentKey(view)}
              view={view}
              columns={COLUMNS.length}
              cluster={titleOf?.(view.cluster)}
              fresh={environmentKey(view) === fresh}
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
