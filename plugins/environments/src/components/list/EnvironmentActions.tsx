import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ActionMenu,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { nameOf } from '../../view/environments';
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

/** In the order of a menu. */
const VERBS = ['sleep', 'wake', 'renew', 'protect', 'delete'] as const;

/**
 * What stands in the menu beside the button: not the other way round of sleep
 * and wake, unless it is possible.
 */
export function menuVerbs(
  view: Pick<EnvironmentView, 'actions'>,
  button: 'sleep' | 'wake',
) {
  return VERBS.filter(
    verb =>
      verb !== button &&
      ((verb !== 'sleep' && verb !== 'wake') || view.actions[verb].enabled),
  );
}

/** What the viewer may do with an environment, and why not what not. */
export function EnvironmentActions(props: {
  view: EnvironmentView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, onOpen } = props;
  const { actions } = view;
  const name = nameOf(view);
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const first =
    view.state === 'asleep' || view.state === 'falling-asleep'
      ? 'wake'
      : 'sleep';
  const textOf = (verb: (typeof VERBS)[number]) =>
    verb === 'protect' && view.protection
      ? t('action.unprotect')
      : t(`action.${verb}`);
  return (
    <div className={classes.actions}>
      <ActionButton
        label={t(`action.${first}Label`, { name })}
        availability={actions[first]}
        onClick={() => onOpen(openFor(first, view))}
      >
        {t(`action.${first}`)}
      </ActionButton>
      <ActionMenu
        label={t('action.moreLabel', { name })}
        actions={menuVerbs(view, first).map(verb => ({
          key: verb,
          text: textOf(verb),
          availability: actions[verb],
          onClick: () => onOpen(openFor(verb, view)),
        }))}
      />
    </div>
  );
}
