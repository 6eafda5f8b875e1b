import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { workspacesTranslationRef } from '../../translation';
import { type Query, select } from '../../view/query';
import type { OpenDialog } from '../dialogs/openDialog';
import { Filters } from './Filters';
import { WorkspaceCards } from './WorkspaceCards';
import { WorkspacesTable } from './WorkspacesTable';

/** What a table and cards are given alike. */
export interface ListProps {
  workspaces: WorkspaceView[];
  /** Title of a cluster by its name; absent where there is only one. */
  titleOf?: (cluster: string) => string;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  onOpen: (dialog: OpenDialog) => void;
}

/** Filters, and the workspaces that pass them. */
export function WorkspaceList(props: ListProps & { now: number }) {
  const { workspaces, query, onQuery, now } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('md'));
  const { shown, pages } = usePages(select(workspaces, query, now), {
    selection: query,
  });
  const List = narrow ? WorkspaceCards : WorkspacesTable;
  return (
    <>
      <Filters
        workspaces={workspaces}
        query={query}
        onQuery={onQuery}
        now={now}
        withSort={narrow}
      />
      {shown.length > 0 ? (
        <List {...props} workspaces={shown} />
      ) : (
        <EmptyNote
          title={t('empty.filtered', { count: workspaces.length })}
          actions={
            <Button
              size="small"
              variant="outlined"
              onClick={() => onQuery({ text: '', state: undefined })}
            >
              {t('empty.clear')}
            </Button>
          }
        />
      )}
      {pages}
    </>
  );
}
