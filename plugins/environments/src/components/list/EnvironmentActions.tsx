import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ActionMenu,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { openFor, type OpenDialog } from '../dialogs/openDialog';

const useStyles = makeStyles(theme => ({
  actions: {
    // What is visually hidden in it must not widen the page.
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
}));

/** In the order of a menu; the one that is wanted most is a button of its own. */
const REST = ['sleep', 'wake', 'renew', 'protect', 'delete'] as const;

/** What the viewer may do with an environment, and why not what not. */
export function EnvironmentActions(props: {
  view: EnvironmentView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, onOpen } = props;
  const { title, actions } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const first =
    view.state === 'asleep' || view.state === 'falling-asleep'
      ? 'wake'
      : 'sleep';
  const textOf = (verb: (typeof REST)[number]) =>
    verb === 'protect' && view.protection
      ? t('action.unprotect')
      : t(`action.${verb}`);
  return (
    <div className={classes.actions}>
      <ActionButton
        label={t(`action.${first}Label`, { name: title })}
        availability={actions[first]}
        onClick={() => onOpen(openFor(first, view))}
      >
        {t(`action.${first}`)}
      </ActionButton>
      <ActionMenu
        label={t('action.moreLabel', { name: title })}
        actions={REST.filter(verb => verb !== first).map(verb => ({
          key: verb,
          text: textOf(verb),
          availability: actions[verb],
          onClick: () => onOpen(openFor(verb, view)),
        }))}
      />
    </div>
  );
}
