import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { WorkspacesView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterNotes,
  ConnectionNote,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import { useState } from 'react';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { rootRouteRef } from '../../routes';
import { workspacesTranslationRef } from '../../translation';
import { USUAL_QUERY, writeQuery } from '../../view/query';
import { allWorkspaces, inOrder, workspaceKey } from '../../view/workspaces';
import type { OpenDialog } from '../dialogs/openDialog';
import { WorkspaceDialog } from '../dialogs/WorkspaceDialog';
import { InnerLoopPanel } from '../innerLoop/InnerLoopPanel';
import { LoadProblem } from '../notes/LoadProblem';
import { OpenWorkspace } from './OpenWorkspace';
import { WorkspaceCard } from './WorkspaceCard';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h5, margin: theme.spacing(1, 0) },
  rest: { display: 'flex', alignItems: 'center', gap: theme.spacing(2) },
  list: {
    display: 'grid',
    // A terminal or table must not keep the page as wide as it once was.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0, 2),
    padding: 0,
    listStyle: 'none',
  },
}));

/** The tab: the viewer's workspaces of the page's component, or a click to one. */
export function WorkspaceTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const live = useLive(api.watchWorkspaces({ scope: 'mine', entityRef }));
  const [dialog, setDialog] = useState<OpenDialog>();
  const choose = () => setDialog({ verb: 'create', entityRef });
  const mine = inOrder(allWorkspaces(live.value));
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('tab.title')}</h2>
        <div className={classes.rest}>
          <ConnectionNote connection={live.connection} onRetry={live.retry} />
          <AllLink entityRef={entityRef} />
          {mine.length > 0 && (
            <Button
              size="small"
              variant="outlined"
              startIcon={<AddIcon />}
              onClick={choose}
            >
              {t('action.another')}
            </Button>
          )}
        </div>
      </div>
      <LoadProblem live={live} />
      {live.value && (
        <View
          view={live.value}
          entity={entity}
          onOpen={setDialog}
          onChoose={choose}
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
  entity: Entity;
  onOpen: (dialog: OpenDialog) => void;
  onChoose: () => void;
}) {
  const { view, entity, onOpen, onChoose } = props;
  const classes = useStyles();
  const entityRef = stringifyEntityRef(entity);
  const mine = inOrder(allWorkspaces(view));
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      {mine.length === 0 ? (
        <OpenWorkspace
          entityRef={entityRef}
          name={entity.metadata.title ?? entity.metadata.name}
          onChoose={onChoose}
        />
      ) : (
        <ul className={classes.list}>
          {mine.map(each => (
            <li key={workspaceKey(each)}>
              <WorkspaceCard view={each} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      <InnerLoopPanel entityRef={entityRef} workspace={mine[0]} />
    </>
  );
}

/** To everybody's workspaces of the component, where the page is there. */
function AllLink({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const page = useRouteRef(rootRouteRef);
  const query = writeQuery({ ...USUAL_QUERY, scope: 'all', text: entityRef });
  return <Link to={`${page()}?${query}`}>{t('tab.all')}</Link>;
}
