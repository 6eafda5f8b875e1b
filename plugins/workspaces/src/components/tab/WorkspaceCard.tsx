import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  RelativeTime,
  TextWithTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { nameOf, refOf } from '../../view/workspaces';
import { StateChip } from '../cells/StateCell';
import { ConnectPanel } from '../connect/ConnectPanel';
import { Dependencies } from '../details/Dependencies';
import { ProblemNote } from '../details/ProblemNote';
import { StepList } from '../details/StepList';
import { WorkspaceFacts } from '../details/WorkspaceFacts';
import type { OpenDialog } from '../dialogs/openDialog';
import { LazyTerminal } from '../terminal/LazyTerminal';
import { WorkspaceActions } from '../WorkspaceActions';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  card: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  name: { ...theme.typography.h6, margin: 0, overflowWrap: 'anywhere' },
  actions: { marginLeft: 'auto' },
  message: { margin: theme.spacing(1, 0), overflowWrap: 'anywhere' },
}));

/** One workspace of the page's component, with all that one does with it. */
export function WorkspaceCard(props: {
  view: WorkspaceView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, onOpen } = props;
  const { state, message, problem, steps, dependencies } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [terminal, setTerminal] = useState(false);
  const name = nameOf(view);
  const running = state === 'running';
  const starting = state === 'starting' || state === 'failed';
  return (
    <Paper
      component="section"
      className={classes.card}
      aria-label={t('tab.of', { name })}
    >
      <div className={classes.head}>
        <h3 className={classes.name}>{name}</h3>
        <StateChip view={view} />
        <div className={classes.actions}>
          <WorkspaceActions
            view={view}
            onOpen={onOpen}
            onTerminal={running ? () => setTerminal(true) : undefined}
          />
        </div>
      </div>
      <div className={classes.message}>
        {!problem && <TextWithTimes text={message} />}
        {state === 'starting' && view.startDeadline && (
          <div>
            {t('fact.deadline')} <RelativeTime at={view.startDeadline} />
          </div>
        )}
      </div>
      <ProblemNote view={view} />
      {starting && <StepList steps={steps} said={problem?.message} />}
      {running && terminal && (
        <LazyTerminal
          name={name}
          source={api.terminal(refOf(view))}
          onClose={() => setTerminal(false)}
        />
      )}
      {running && (
        <Section title={t('connect.title')}>
          <ConnectPanel view={view} />
        </Section>
      )}
      <Section title={t('tab.facts')}>
        <WorkspaceFacts view={view} />
      </Section>
      <Section title={t('dependencies.title')}>
        <Dependencies dependencies={dependencies} of={name} />
      </Section>
    </Paper>
  );
}
