import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Availability,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ActionMenu,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../translation';
import { nameOf } from '../view/workspaces';
import { openFor, type OpenDialog, type Verb } from './dialogs/openDialog';

const useStyles = makeStyles(theme => ({
  actions: {
    // What is visually hidden in it must not widen the page.
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
}));

/** In the order of a menu. */
const VERBS: Verb[] = ['start', 'stop', 'keep-awake', 'set-idle', 'delete'];

function availabilityOf({ actions }: WorkspaceView, verb: Verb): Availability {
  return verb === 'keep-awake' || verb === 'set-idle'
    ? actions.keepAwake
    : actions[verb];
}

/** The one that is wanted most in this state. */
function firstVerb({ state }: WorkspaceView): 'start' | 'stop' {
  return state === 'running' || state === 'starting' || state === 'stopping'
    ? 'stop'
    : 'start';
}

/** What the viewer may do with a workspace, and why not what not. */
export function WorkspaceActions(props: {
  view: WorkspaceView;
  onOpen: (dialog: OpenDialog) => void;
  /** Opens a terminal, where there is room for one. */
  onTerminal?: () => void;
}) {
  const { view, onOpen, onTerminal } = props;
  const name = nameOf(view);
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const first = firstVerb(view);
  // Not the other way round of start and stop, unless it is possible.
  const inMenu = VERBS.filter(
    verb =>
      verb !== first &&
      ((verb !== 'start' && verb !== 'stop') || view.actions[verb].enabled),
  );
  return (
    <div className={classes.actions}>
      {onTerminal && (
        <ActionButton
          label={t('action.terminalLabel', { name })}
          availability={view.actions.connect}
          onClick={onTerminal}
        >
          {t('action.terminal')}
        </ActionButton>
      )}
      <ActionButton
        label={t(`action.${first}Label`, { name })}
        availability={view.actions[first]}
        onClick={() => onOpen(openFor(first, view))}
      >
        {t(`action.${first}`)}
      </ActionButton>
      <ActionMenu
        label={t('action.moreLabel', { name })}
        actions={inMenu.map(verb => ({
          key: verb,
          text: t(`action.${verb}`),
          availability: availabilityOf(view, verb),
          onClick: () => onOpen(openFor(verb, view)),
        }))}
      />
    </div>
  );
}
