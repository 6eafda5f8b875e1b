import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PreviewView } from '@fairway-idp/backstage-plugin-fairway-common';
import { CostText } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';
import { isBehind, shortCommit } from '../../view/previews';
import { ExpiryCell } from '../cells/ExpiryCell';
import { QuotaCell } from '../cells/QuotaCell';
import { RhythmCell } from '../cells/RhythmCell';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(160px, 100%), 1fr))',
    gap: theme.spacing(1.5, 3),
    margin: theme.spacing(1.5, 0, 1),
  },
  label: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
  value: { margin: 0, overflowWrap: 'anywhere' },
  commit: { fontFamily: 'monospace' },
  faint: { color: theme.palette.text.secondary },
}));

/** Commit, database, and what its environment says. */
export function PreviewFacts({ preview }: { preview: PreviewView }) {
  const { environment, database } = preview;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <dl className={classes.facts}>
      <Fact label={t('previews.commit')}>
        <Commit preview={preview} />
      </Fact>
      {database && (
        <Fact label={t('previews.schema')}>
          <span className={classes.commit}>{database.schema}</span>
        </Fact>
      )}
      {environment && (
        <>
          <Fact label={t('column.rhythm')}>
            <RhythmCell view={environment} />
          </Fact>
          <Fact label={t('column.expiry')}>
            <ExpiryCell view={environment} />
          </Fact>
          <Fact label={t('column.quota')}>
            <QuotaCell view={environment} />
          </Fact>
          <Fact label={t('column.cost')}>
            <CostText cost={environment.cost} />
          </Fact>
        </>
      )}
    </dl>
  );
}

function Commit({ preview }: { preview: PreviewView }) {
  const { commit, deployedCommit } = preview;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      <span className={classes.commit} title={commit}>
        {shortCommit(commit)}
      </span>
      {isBehind(preview) && deployedCommit && (
        <div>
          {t('previews.deployed')}{' '}
          <span className={classes.commit} title={deployedCommit}>
            {shortCommit(deployedCommit)}
          </span>
        </div>
      )}
      {!deployedCommit && (
        <div className={classes.faint}>{t('previews.notDeployed')}</div>
      )}
    </>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div>
      <dt className={classes.label}>{props.label}</dt>
      <dd className={classes.value}>{props.children}</dd>
    </div>
  );
}
