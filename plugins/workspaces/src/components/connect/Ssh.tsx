import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConnectInfo } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyableText,
  downloadText,
  ErrorNote,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { Part } from './Part';

const useStyles = makeStyles(theme => ({
  setUp: { marginTop: theme.spacing(1) },
  summary: { cursor: 'pointer' },
  steps: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    paddingLeft: theme.spacing(2.5),
  },
}));

/** The command, and what a machine needs once before it works. */
export function Ssh({ info }: { info: ConnectInfo }) {
  const { available, command, config, setUp, certificateMinutes } = info.ssh;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <Part title={t('connect.ssh')}>
      {available.enabled ? (
        <CopyableText label={t('connect.sshCommand')} text={command} />
      ) : (
        <ToneText tone="paused">{available.why}</ToneText>
      )}
      <p>{t('connect.certificate', { count: certificateMinutes })}</p>
      <details className={classes.setUp}>
        <summary className={classes.summary}>{t('connect.setUp')}</summary>
        <ol className={classes.steps}>
          <li>
            <div>{t('connect.programWhat')}</div>
            <DownloadProgram />
          </li>
          {setUp.map(step => (
            <li key={step.title}>
              {step.title}
              <CopyableText label={step.title} text={step.command} />
            </li>
          ))}
          <li>
            {t('connect.config')}
            <CopyableText label={t('connect.config')} text={config} />
          </li>
        </ol>
      </details>
    </Part>
  );
}

function DownloadProgram() {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [{ error, loading }, download] = useAsyncFn(async () => {
    const { fileName, content } = await api.getCommandLine();
    downloadText(fileName, content);
  }, [api]);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        disabled={loading}
        aria-label={t('connect.programLabel')}
        onClick={() => download()}
      >
        {t('connect.program')}
      </Button>
      {error && <ErrorNote error={error} />}
    </>
  );
}
