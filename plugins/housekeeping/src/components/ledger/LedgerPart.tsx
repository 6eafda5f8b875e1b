import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyNote,
  errorKind,
  ErrorNote,
  Note,
  TableSkeleton,
  usePages,
  FilterBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect } from 'react';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { type LedgerPage, readLedger, selectEntries } from '../../view/ledger';
import type { PartProps } from '../HousekeepingContent';
import { ExportButton } from '../shared/ExportButton';
import { PartBar } from '../shared/PartBar';
import { useLoadWords } from '../shared/useLoadWords';
import { LedgerTable } from './LedgerTable';

const useStyles = makeStyles(theme => ({
  help: {
    ...theme.typography.body2,
    margin: theme.spacing(0, 0, 1),
    color: theme.palette.text.primary,
  },
}));

/** What was deleted, by whom and on which evidence. */
export function LedgerPart({ query, onQuery }: PartProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const [{ value, loading, error }, read] = useAsyncFn(
    async () => readLedger(await api.exportLedger()),
    [api],
    { loading: true },
  );
  useEffect(() => {
    // It tells of failures by its state.
    void read();
  }, [read]);
  return (
    <>
      <PartBar
        choices={<p className={classes.help}>{t('ledger.help')}</p>}
        actions={
          <>
            <Button size="small" variant="outlined" onClick={() => void read()}>
              {t('ledger.again')}
            </Button>
            <ExportButton
              text={t('ledger.export')}
              fileName="housekeeping-ledger.jsonl"
              load={() => api.exportLedger()}
            />
          </>
        }
      />
      <Trouble error={error} onRetry={() => void read()} />
      {loading && !value && (
        <TableSkeleton label={t('load.ledger.loading')} rows={6} />
      )}
      {value && !error && (
        <Entries page={value} query={query} onQuery={onQuery} />
      )}
    </>
  );
}

function Trouble(props: { error: Error | undefined; onRetry: () => void }) {
  const { error, onRetry } = props;
  const words = useLoadWords('ledger');
  if (!error) {
    return null;
  }
  const refused = errorKind(error) === 'refused';
  return (
    <ErrorNote
      title={refused ? words.refused : words.failed}
      error={error}
      todo={refused ? words.refusedTodo : undefined}
      onRetry={onRetry}
    />
  );
}

function Entries({ page, query, onQuery }: PartProps & { page: LedgerPage }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { entries, garbled, broken } = page;
  const found = selectEntries(entries, query.text);
  const { shown, pages } = usePages(found, { selection: query });
  if (entries.length === 0 && garbled === 0) {
    return (
      <EmptyNote title={t('ledger.empty')}>{t('ledger.emptyTodo')}</EmptyNote>
    );
  }
  return (
    <>
      {garbled > 0 && (
        <Note
          tone="bad"
          role="alert"
          title={t('ledger.garbled', { count: garbled })}
        >
          {t('ledger.brokenTodo')}
        </Note>
      )}
      {broken.length > 0 && (
        <Note
          tone="bad"
          role="alert"
          title={t('ledger.broken', { numbers: broken.join(', ') })}
        >
          {t('ledger.brokenTodo')}
        </Note>
      )}
      <FilterBar
        id="housekeeping-ledger-text"
        label={t('ledger.text')}
        text={query.text}
        onText={text => onQuery({ text })}
      />
      {found.length === 0 ? (
        <EmptyNote
          title={t('ledger.filteredNone', { count: entries.length })}
        />
      ) : (
        <LedgerTable entries={shown} />
      )}
      {pages}
    </>
  );
}
