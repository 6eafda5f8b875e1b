import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ConnectInfo,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  downloadText,
  ErrorNote,
  Moment,
  RelativeTime,
} from '@fairway-idp/backstage-plugin-fairway-react';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { nameOf, refOf } from '../../view/workspaces';
import { Part } from './Part';

/** Credentials for the sandbox, saved as a file and shown nowhere. */
export function Kubeconfig(props: { info: ConnectInfo; view: WorkspaceView }) {
  const { info, view } = props;
  const { kubeconfig } = info;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [{ value, error }, download] = useAsyncFn(async () => {
    const issued = await api.issueKubeconfig(refOf(view));
    downloadText(issued.fileName, issued.kubeconfig);
    // The credentials themselves have no business in the page's state.
    return { fileName: issued.fileName, expiresAt: issued.expiresAt };
  }, [api, view]);
  return (
    <Part title={t('connect.kubeconfig')}>
      <p>{t('connect.kubeconfigWhat', { count: kubeconfig.minutes })}</p>
      <ActionButton
        label={t('connect.downloadLabel', { name: nameOf(view) })}
        availability={kubeconfig}
        onClick={() => void download()}
      >
        {t('connect.download')}
      </ActionButton>
      {value && (
        <p role="status">
          {t('connect.saved', { file: value.fileName })}{' '}
          <RelativeTime at={value.expiresAt} /> (
          <Moment at={value.expiresAt} />)
        </p>
      )}
      {error && <ErrorNote error={error} />}
    </Part>
  );
}
