import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Campaign,
  CampaignsView,
  GoldenPathTemplate,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailTable,
  EmptyNote,
  errorKind,
  TableSkeleton,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import useInterval from 'react-use/lib/useInterval';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import { LoadTrouble } from '../LoadTrouble';
import { useLoadWords } from '../useLoadWords';
import { CampaignSection, type CampaignVerb } from './CampaignSection';
import { ChangeDialog } from './ChangeDialog';
import { StartDialog } from './StartDialog';

/** Milliseconds between two looks while something is going on. */
const EVERY = 5_000;

/** Which dialog is open, and for what. */
export type OpenDialog =
  | { start: GoldenPathTemplate }
  | { campaign: Campaign; to: CampaignVerb };

/**
 * All campaigns, again and again while something is going on. What was read stays while
 * the portal does not answer, which it is asked to do on; it goes when it refuses.
 */
function useCampaigns() {
  const api = useApi(goldenPathsApiRef);
  const [read, setRead] = useState<CampaignsView>();
  const { error, loading, retry } = useAsyncRetry(
    async () => setRead(await api.listCampaigns()),
    [api],
  );
  const value = error && errorKind(error) === 'refused' ? undefined : read;
  const isGoingOn =
    error !== undefined ||
    value?.campaigns.some(({ state }) => state === 'running');
  useInterval(retry, value && isGoingOn ? EVERY : null);
  return { value, error, isLoading: loading, retry };
}

/** Upgrades of all components of a golden path. */
export function CampaignsPart() {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const words = useLoadWords('campaigns');
  const [dialog, setDialog] = useState<OpenDialog>();
  const { value, error, isLoading, retry } = useCampaigns();
  const trouble = error && (
    <LoadTrouble error={error} words={words} onRetry={retry} />
  );
  if (!value) {
    return !isLoading && trouble ? (
      trouble
    ) : (
      <TableSkeleton label={words.loading} rows={4} />
    );
  }
  // A template may be gone since.
  const nameOf = ({ template }: Campaign) =>
    value.templates.find(one => one.template === template)?.title ?? template;
  const close = () => setDialog(undefined);
  const done = () => {
    close();
    retry();
  };
  return (
    <>
      {trouble}
      <Paths
        templates={value.templates}
        onStart={start => setDialog({ start })}
      />
      {value.campaigns.length === 0 && (
        <EmptyNote title={t('campaigns.none')}>
          {t('campaigns.noneTodo')}
        </EmptyNote>
      )}
      {value.campaigns.map(campaign => (
        <CampaignSection
          key={campaign.id}
          campaign={campaign}
          name={nameOf(campaign)}
          onChange={to => setDialog({ campaign, to })}
        />
      ))}
      {dialog && 'start' in dialog && (
        <StartDialog template={dialog.start} onClose={close} onDone={done} />
      )}
      {dialog && 'to' in dialog && (
        <ChangeDialog
          {...dialog}
          name={nameOf(dialog.campaign)}
          onClose={close}
          onDone={done}
        />
      )}
    </>
  );
}

const useStyles = makeStyles(theme => ({
  paths: { marginBottom: theme.spacing(3) },
}));

function Paths(props: {
  templates: GoldenPathTemplate[];
  onStart: (template: GoldenPathTemplate) => void;
}) {
  const { templates, onStart } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <Paper className={useStyles().paths}>
      <DetailTable
        label={t('campaigns.paths')}
        columns={[
          t('campaigns.template'),
          t('campaigns.latest'),
          t('campaigns.components'),
          t('campaigns.behind'),
          '',
        ]}
        rows={templates.map(one => ({
          key: one.template,
          cells: [
            one.title,
            one.latest,
            one.components,
            one.behind,
            one.behind > 0 && (
              <Button
                key="start"
                size="small"
                variant="outlined"
                aria-label={t('campaigns.startTitle', { title: one.title })}
                onClick={() => onStart(one)}
              >
                {t('campaigns.start')}
              </Button>
            ),
          ],
        }))}
      />
    </Paper>
  );
}
