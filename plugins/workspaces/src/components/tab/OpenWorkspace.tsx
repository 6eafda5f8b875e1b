import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { WorkspaceOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ErrorNote,
  Findings,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { workspacesApiRef } from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import { Dependencies } from '../details/Dependencies';
import { toastOf } from '../dialogs/toastOf';
import { Offer } from './Offer';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  card: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h6, margin: 0 },
  buttons: {
    // What is visually hidden in it must not widen the page.
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
}));

/** What a click would open, and the click. */
export function OpenWorkspace(props: {
  entityRef: string;
  /** Name of the component. */
  name: string;
  onChoose: () => void;
}) {
  const { entityRef, name, onChoose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const {
    value: options,
    error,
    retry,
  } = useAsyncRetry(() => api.getOptions(entityRef), [api, entityRef]);
  return (
    <Paper className={classes.card}>
      <h3 className={classes.title}>{t('tab.open')}</h3>
      <p>{t('tab.what')}</p>
      {error && (
        <ErrorNote
          title={t('tab.optionsFailed')}
          error={error}
          onRetry={retry}
        />
      )}
      {!error && !options && <ProgressNote>{t('tab.options')}</ProgressNote>}
      {options && (
        <>
          <Findings findings={options.findings} />
          <Offer options={options} />
          <Buttons options={options} onChoose={onChoose} />
          <Section title={t('dependencies.title')}>
            <Dependencies dependencies={options.dependencies} of={name} />
          </Section>
        </>
      )}
    </Paper>
  );
}

function Buttons(props: { options: WorkspaceOptions; onChoose: () => void }) {
  const { options, onChoose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const toasts = useApi(toastApiRef);
  const [{ error, loading }, open] = useAsyncFn(async () => {
    const result = await api.apply(
      { action: 'create', input: { entityRef: options.entityRef } },
      { reason: '', acknowledged: [] },
    );
    toasts.post(toastOf(result));
  }, [api, toasts, options]);
  return (
    <>
      <div className={classes.buttons}>
        <ActionButton
          label={t('action.open')}
          availability={
            loading
              ? { enabled: false, why: t('action.opening') }
              : options.create
          }
          onClick={() => void open()}
          strong
        >
          {loading ? t('action.opening') : t('action.open')}
        </ActionButton>
        <Button size="small" variant="outlined" onClick={onChoose}>
          {t('action.choose')}
        </Button>
        {!options.create.enabled && <span>{options.create.why}</span>}
      </div>
      {error && <ErrorNote title={t('tab.failed')} error={error} />}
    </>
  );
}
