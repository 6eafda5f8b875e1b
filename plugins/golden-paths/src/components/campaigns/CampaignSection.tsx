import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailTable,
  formatMoment,
  Note,
  ToneText,
  UsageBar,
  usePages,
  type Tone,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { goldenPathsTranslationRef } from '../../translation';

const TONES: Record<CampaignItem['state'], Tone> = {
  waiting: 'paused',
  opened: 'progress',
  merged: 'ok',
  closed: 'paused',
  unchanged: 'ok',
  failed: 'bad',
};

/** What may be done with a campaign. */
export type CampaignVerb = 'running' | 'paused' | 'stopped' | 'retry';

/** What may be done from each state; to try again there must be what failed. */
const NEXT: Record<Campaign['state'], readonly CampaignVerb[]> = {
  running: ['retry', 'paused', 'stopped'],
  paused: ['running', 'retry', 'stopped'],
  stopped: [],
  done: ['retry'],
};

const useStyles = makeStyles(theme => ({
  section: {
    padding: theme.spacing(2),
    marginTop: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  },
  title: { ...theme.typography.h6, margin: 0, overflowWrap: 'anywhere' },
  progress: { flexGrow: 1, maxWidth: 320 },
  actions: { display: 'flex', gap: theme.spacing(1), marginLeft: 'auto' },
}));

/** How far a campaign is, and why what failed did. */
export function CampaignSection(props: {
  campaign: Campaign;
  /** Of the template. */
  name: string;
  onChange: (to: CampaignVerb) => void;
}) {
  const { campaign, name, onChange } = props;
  const { version, state, items, perMinute } = campaign;
  const count = (its: CampaignItem['state']) =>
    items.filter(one => one.state === its).length;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const id = useId();
  const title = t('campaigns.title', { template: name, version });
  const done = items.length - count('waiting');
  return (
    <Paper component="section" className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        <div className={classes.progress}>
          <UsageBar
            label={t(`campaigns.state.${state}`)}
            words={t('campaigns.progress', {
              done: String(done),
              all: String(items.length),
              merged: String(count('merged')),
            })}
            isPart
            share={items.length === 0 ? 1 : done / items.length}
          />
        </div>
        {state === 'running' && (
          <span>{t('campaigns.pace', { most: String(perMinute) })}</span>
        )}
        <div className={classes.actions}>
          {NEXT[state]
            .filter(to => to !== 'retry' || count('failed') > 0)
            .map(to => (
              <Button
                key={to}
                size="small"
                variant="outlined"
                onClick={() => onChange(to)}
              >
                {t(`campaigns.to.${to}`)}
              </Button>
            ))}
        </div>
      </div>
      <Origin campaign={campaign} />
      <Items campaign={campaign} name={name} />
    </Paper>
  );
}

/** Who started it and why, and what it waits for. */
function Origin({ campaign }: { campaign: Campaign }) {
  const { createdBy, reason, state, waitsFor, waitsUntil } = campaign;
  // Whatever it waited for when it ended, it waits no more.
  const isOpen = state === 'running' || state === 'paused';
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <>
      {createdBy && (
        <p>
          {t('campaigns.by', {
            by: createdBy.replace(/^user:(default\/)?/, ''),
            reason: reason ?? '',
          })}
        </p>
      )}
      {isOpen && waitsFor && (
        <Note
          tone="warn"
          role="status"
          title={
            waitsUntil
              ? t('campaigns.waits', {
                  until: formatMoment(new Date(waitsUntil)),
                  why: waitsFor,
                })
              : waitsFor
          }
        />
      )}
    </>
  );
}

function Items({ campaign, name }: { campaign: Campaign; name: string }) {
  const { version, items, id } = campaign;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { shown, pages } = usePages(items, { selection: id });
  return (
    <>
      <DetailTable
        isWide
        label={t('campaigns.items', { template: name, version })}
        columns={[
          t('campaigns.component'),
          t('campaigns.itemState'),
          t('campaigns.reason'),
        ]}
        rows={shown.map(({ entityRef, state, url, reason = '' }) => {
          const words = t(`campaigns.item.${state}`);
          return {
            key: entityRef,
            cells: [
              entityRef.replace(/^component:(default\/)?/, ''),
              <ToneText key="state" tone={TONES[state]}>
                {url ? <Link to={url}>{words}</Link> : words}
              </ToneText>,
              reason,
            ],
          };
        })}
      />
      {pages}
    </>
  );
}
