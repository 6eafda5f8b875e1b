import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey } from '../../view/environments';
import { type Query, select } from '../../view/query';
import type { OpenDialog } from '../dialogs/openDialog';
import { EnvironmentCards } from './EnvironmentCards';
import { EnvironmentsTable } from './EnvironmentsTable';
import { Filters } from './Filters';

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
  const { shown, pages } = usePages(found, {
    selection: query,
    at: found.findIndex(view => environmentKey(view) === fresh),
  });
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
      {pages}
    </>
  );
}
