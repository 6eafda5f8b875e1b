import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import { RelativeTime } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workspacesTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

/** The last sign of life, and how many are connected. */
export function ActivityCell({ view }: { view: WorkspaceView }) {
  const { lastSignal, connections } = view.idle;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <>
      {lastSignal ? (
        <>
          <RelativeTime at={lastSignal.at} />
          <div className={classes.faint}>{lastSignal.what}</div>
        </>
      ) : (
        t('row.noSignal')
      )}
      {connections > 0 && (
        <div>{t('row.connections', { count: connections })}</div>
      )}
    </>
  );
}
