import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CostText,
  Fact,
  Facts,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';
import { workspaceKey } from '../../view/workspaces';
import { ActivityCell } from '../cells/ActivityCell';
import { NameCell } from '../cells/NameCell';
import { StateCell } from '../cells/StateCell';
import { StopsCell } from '../cells/StopsCell';
import type { OpenDialog } from '../dialogs/openDialog';
import { WorkspaceActions } from '../WorkspaceActions';
import type { ListProps } from './WorkspaceList';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  card: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    gap: theme.spacing(1),
    justifyContent: 'space-between',
    alignItems: 'flex-start',
  },
  state: { margin: theme.spacing(1, 0) },
}));

/** Workspaces as cards, for narrow screens. */
export function WorkspaceCards(props: ListProps) {
  const { workspaces, titleOf, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <ul className={classes.cards} aria-label={t('title')}>
      {workspaces.map(view => (
        <li key={workspaceKey(view)}>
          <Card view={view} cluster={titleOf?.(view.cluster)} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Card(props: {
  view: WorkspaceView;
  cluster?: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, cluster, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <Paper className={classes.card}>
      <div className={classes.head}>
        <div>
          <NameCell view={view} cluster={cluster} />
        </div>
        <WorkspaceActions view={view} onOpen={onOpen} />
      </div>
      <div className={classes.state}>
        <StateCell view={view} />
      </div>
      <Facts>
        <Fact label={t('column.owner')}>
          <EntityRefLink entityRef={view.owner} hideIcon />
        </Fact>
        <Fact label={t('column.activity')}>
          <ActivityCell view={view} />
        </Fact>
        <Fact label={t('column.stops')}>
          <StopsCell view={view} />
        </Fact>
        <Fact label={t('column.cost')}>
          {view.cost ? <CostText cost={view.cost} /> : t('row.costUnknown')}
        </Fact>
      </Facts>
    </Paper>
  );
}
