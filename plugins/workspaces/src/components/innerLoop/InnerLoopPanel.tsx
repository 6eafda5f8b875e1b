import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  InnerLoopTool,
  InnerLoopView,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  Findings,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { InnerLoopFiles } from './InnerLoopFiles';
import { ToolChoice } from './ToolChoice';

const useStyles = makeStyles(theme => ({
  panel: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h6, margin: 0 },
}));

/** Which tool suits the component, and the files for it. */
export function InnerLoopPanel(props: {
  entityRef: string;
  /** Where the files shall work; without it, in the viewer's sandbox. */
  workspace?: WorkspaceView;
}) {
  const { entityRef, workspace } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [tool, setTool] = useState<InnerLoopTool>();
  const { cluster, namespace, name, state } = workspace ?? {};
  // What is in it can be read while it runs only.
  const isRunning = state === 'running';
  const { value, error, retry } = useAsyncRetry(
    (): Promise<InnerLoopView> =>
      api.getInnerLoop({
        entityRef,
        tool,
        cluster,
        namespace,
        workspace: isRunning ? name : undefined,
      }),
    [api, entityRef, tool, cluster, namespace, name, isRunning],
  );
  return (
    <Paper
      component="section"
      className={classes.panel}
      aria-label={t('innerLoop.title')}
    >
      <h3 className={classes.title}>{t('innerLoop.title')}</h3>
      <p>{t('innerLoop.what')}</p>
      {error && (
        <ErrorNote
          title={t('innerLoop.failed')}
          error={error}
          onRetry={retry}
        />
      )}
      {!error && !value && (
        <ProgressNote>{t('innerLoop.loading')}</ProgressNote>
      )}
      {!error && value && (
        <>
          <ToolChoice
            choice={value.choice}
            chosen={tool ?? value.tool}
            onChoose={setTool}
          />
          <Findings findings={value.findings} />
          <InnerLoopFiles view={value} />
        </>
      )}
    </Paper>
  );
}
