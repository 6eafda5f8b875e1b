import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Availability,
  PreviewView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ActionMenu,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import type { OpenDialog, Verb } from '../dialogs/openDialog';
import { menuVerbs } from '../list/EnvironmentActions';

const useStyles = makeStyles(theme => ({
  actions: {
    // What is visually hidden in it must not widen the page.
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
}));

/** What the viewer may do with a preview, and why not what not. */
export function PreviewActions(props: {
  preview: PreviewView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { preview, onOpen } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const { cluster, namespace, pullRequest, environment, state } = preview;
  const name = `#${pullRequest.number}`;
  const open = (verb: Verb) => () =>
    onOpen({ verb, target: { cluster, namespace, name, view: environment } });
  const available: Partial<Record<Verb, Availability>> = {
    ...environment?.actions,
    redeploy: preview.actions.redeploy,
  };
  const first = environment && (state === 'asleep' ? 'wake' : 'sleep');
  const buttons = [first, 'redeploy' as const].filter(
    (verb): verb is 'wake' | 'sleep' | 'redeploy' => verb !== undefined,
  );
  return (
    <div className={classes.actions}>
      {buttons.map(verb => (
        <ActionButton
          key={verb}
          label={t(`action.${verb}Label`, { name })}
          availability={available[verb] ?? { enabled: false }}
          onClick={open(verb)}
        >
          {t(`action.${verb}`)}
        </ActionButton>
      ))}
      {environment && first && (
        <ActionMenu
          label={t('action.moreLabel', { name })}
          actions={menuVerbs(environment, first).map(verb => ({
            key: verb,
            text:
              verb === 'protect' && environment.protection
                ? t('action.unprotect')
                : t(`action.${verb}`),
            availability: environment.actions[verb],
            onClick: open(verb),
          }))}
        />
      )}
    </div>
  );
}
