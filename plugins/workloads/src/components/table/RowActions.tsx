import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkloadView } from '@fairway-idp/backstage-plugin-fairway-common';
import { ActionButton } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsTranslationRef } from '../../translation';
import { openDialog, type OpenDialog } from '../dialogs/openDialog';

const useStyles = makeStyles(theme => ({
  actions: {
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
  },
}));

const ACTIONS = ['scale', 'restart', 'rollback', 'logs'] as const;

/** What the viewer may do with a workload, and why not what not. */
export function RowActions(props: {
  workload: WorkloadView;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { workload, onOpen } = props;
  const { name } = workload;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <div className={classes.actions}>
      {ACTIONS.map(action => (
        <ActionButton
          key={action}
          label={t(`action.${action}Label`, { name })}
          availability={workload.actions[action]}
          onClick={() => onOpen(openDialog(action, workload))}
        >
          {t(`action.${action}`)}
        </ActionButton>
      ))}
    </div>
  );
}
