import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ConnectInfo,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  TableSkeleton,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { refOf, workspaceKey } from '../../view/workspaces';
import { Editors } from './Editors';
import { Kubeconfig } from './Kubeconfig';
import { Ssh } from './Ssh';

const useStyles = makeStyles(theme => ({
  parts: {
    display: 'grid',
    gap: theme.spacing(2, 4),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
    alignItems: 'start',
  },
}));

/** Editors, SSH, and the cluster from one's own machine. */
export function ConnectPanel({ view }: { view: WorkspaceView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const { value, error, retry } = useAsyncRetry(
    (): Promise<ConnectInfo> => api.getConnectInfo(refOf(view)),
    // What is possible depends on what it is doing.
    [api, workspaceKey(view), view.state],
  );
  if (error) {
    return (
      <ErrorNote title={t('connect.failed')} error={error} onRetry={retry} />
    );
  }
  return value ? (
    <div className={classes.parts}>
      <div>
        <Editors info={value} />
        <Kubeconfig info={value} view={view} />
      </div>
      <Ssh info={value} />
    </div>
  ) : (
    <TableSkeleton label={t('connect.loading')} rows={3} />
  );
}
