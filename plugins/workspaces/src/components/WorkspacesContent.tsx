import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspacesView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Choice,
  ClusterNotes,
  ConnectionNote,
  useAddress,
  useLive,
  useNow,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { workspacesApiRef } from '../api/WorkspacesApi';
import { workspacesTranslationRef } from '../translation';
import { type Query, readQuery, SCOPES, writeQuery } from '../view/query';
import { allWorkspaces, isCertainlyEmpty } from '../view/workspaces';
import type { OpenDialog } from './dialogs/openDialog';
import { WorkspaceDialog } from './dialogs/WorkspaceDialog';
import { WorkspaceList } from './list/WorkspaceList';
import { WorkspaceTotals } from './list/WorkspaceTotals';
import { LoadProblem } from './notes/LoadProblem';
import { NoWorkspaces } from './notes/NoWorkspaces';

const MINUTE = 60_000;

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
    color: theme.palette.text.primary,
  },
}));

/** The page without its frame: workspaces as they are now. */
export function WorkspacesContent() {
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [query, setQuery] = useAddress<Query>({
    read: readQuery,
    write: writeQuery,
  });
  const live = useLive(api.watchWorkspaces({ scope: query.scope }));
  const [dialog, setDialog] = useState<OpenDialog>();
  return (
    <>
      <div className={classes.bar}>
        <Choice
          label={t('scope.label')}
          value={query.scope}
          options={SCOPES.map(scope => ({
            value: scope,
            text: t(`scope.${scope}`),
          }))}
          onChange={scope => setQuery({ scope })}
        />
        <ConnectionNote connection={live.connection} onRetry={live.retry} />
      </div>
      <LoadProblem live={live} />
      {live.value && (
        <View
          view={live.value}
          query={query}
          onQuery={setQuery}
          onOpen={setDialog}
        />
      )}
      {dialog && (
        <WorkspaceDialog dialog={dialog} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function View(props: {
  view: WorkspacesView;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, query, onQuery, onOpen } = props;
  const now = useNow(MINUTE);
  const workspaces = allWorkspaces(view);
  const titles = new Map(
    view.clusters.map(({ name, title }) => [name, title] as const),
  );
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      {isCertainlyEmpty(view) && (
        <NoWorkspaces scope={query.scope} clusters={view.clusters.length} />
      )}
      {workspaces.length > 0 && (
        <>
          <WorkspaceTotals workspaces={workspaces} now={now} />
          <WorkspaceList
            workspaces={workspaces}
            titleOf={
              titles.size > 1 ? name => titles.get(name) ?? name : undefined
            }
            query={query}
            onQuery={onQuery}
            onOpen={onOpen}
            now={now}
          />
        </>
      )}
    </>
  );
}
