import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  formatMoney,
  Moment,
  RelativeTime,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.5),
    margin: 0,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

/** What stands nowhere else, a line each. */
export function Facts({ view }: { view: EnvironmentView }) {
  const { workloads, createdAt, createdBy, protection } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <dl className={classes.facts}>
      <Fact label={t('details.workloads')}>
        {t('details.workloadsOf', {
          ready: String(workloads.ready),
          all: String(workloads.all),
          asleep: String(workloads.asleep),
        })}
      </Fact>
      <Fact label={t('details.created')}>
        <Age since={createdAt} /> {t('details.ago')}
        {createdBy && (
          <>
            {' '}
            {t('details.by')} <EntityRefLink entityRef={createdBy} hideIcon />
          </>
        )}
      </Fact>
      {protection && (
        <Fact label={t('details.protection')}>
          <EntityRefLink entityRef={protection.by} hideIcon />:{' '}
          {protection.reason}
        </Fact>
      )}
      <Lifetime view={view} />
      <CostParts view={view} />
    </dl>
  );
}

function Lifetime({ view }: { view: EnvironmentView }) {
  const { warnedAt, deletedNotBefore, override } = view;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      {warnedAt && (
        <Fact label={t('details.warned')}>
          <RelativeTime at={warnedAt} />
          {deletedNotBefore && (
            <>
              {', '}
              {t('details.notBefore')} <Moment at={deletedNotBefore} />
            </>
          )}
        </Fact>
      )}
      {override && (
        <Fact label={t('details.override')}>
          {override.until ? (
            <>
              {t(`details.overrideUntil.${override.state}`)}{' '}
              <Moment at={override.until} />
            </>
          ) : (
            t(`row.until.${override.state}`)
          )}
        </Fact>
      )}
    </>
  );
}

function CostParts({ view }: { view: EnvironmentView }) {
  const { currency, parts, unknown } = view.cost;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const lines = [
    { label: t('cost.compute'), amount: parts.compute },
    { label: t('cost.storage'), amount: parts.storage },
    { label: t('cost.saved'), amount: parts.savedBySleep },
  ];
  return (
    <>
      {lines.map(
        ({ label, amount }) =>
          amount !== undefined && (
            <Fact key={label} label={label}>
              {formatMoney(amount, currency)}
            </Fact>
          ),
      )}
      {unknown.length > 0 && (
        <Fact label={t('cost.unknownParts')}>{unknown.join('; ')}</Fact>
      )}
    </>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
