import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CleanupFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ActionMenu,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf } from '../../view/findings';
import type { OpenDialog, Verb } from '../dialogs/openDialog';
import { useRenewAtOnce } from './useRenewAtOnce';

const useStyles = makeStyles(theme => ({
  actions: {
    // What is visually hidden in it must not widen the page.
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
}));

/** What the viewer may do with a finding, and why not what not. */
export function FindingActions(props: {
  finding: CleanupFinding;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { finding, onOpen } = props;
  const { actions, protection } = finding;
  const name = nameOf(finding);
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { busy, renew } = useRenewAtOnce(finding);
  const item = (verb: Verb, text: string) => ({
    key: verb,
    text,
    availability: actions[verb],
    onClick: () => onOpen({ verb, finding }),
  });
  return (
    <div className={classes.actions}>
      <ActionButton
        label={t('action.renewLabel', { name })}
        availability={
          busy ? { enabled: false, why: t('action.renewing') } : actions.renew
        }
        onClick={renew}
      >
        {t('action.renew')}
      </ActionButton>
      <ActionMenu
        label={t('action.moreLabel', { name })}
        actions={[
          item('renew', t('action.renewUntil')),
          item(
            'protect',
            protection ? t('action.unprotect') : t('action.protect'),
          ),
          item('delete', t('action.delete')),
        ]}
      />
    </div>
  );
}
