import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CAPACITY_RESOURCES,
  type CapacityPool,
  type CapacityResource,
  type CapacityUse,
  type CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatAmount,
  Moment,
  Note,
  TextWithTimes,
  UsageBar,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { shareOf } from '../../view/capacity';
import { PoolTrend } from './PoolTrend';

const useStyles = makeStyles(theme => ({
  pool: {
    ...theme.typography.body2,
    padding: theme.spacing(2),
    marginBottom: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
  },
  heading: { ...theme.typography.subtitle1, fontWeight: 700, margin: 0 },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(220px, 1fr) minmax(0, 3fr)',
    gap: theme.spacing(2, 4),
    marginTop: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  bars: {
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  headroom: { marginTop: theme.spacing(2) },
  number: { fontWeight: 700 },
  faint: { color: theme.palette.text.secondary },
}));

/** What a pool has, what is asked of it, how that went, and what to expect. */
export function PoolCapacity(props: {
  pool: CapacityPool;
  view: CapacityView;
  resource: CapacityResource;
}) {
  const { pool, view, resource } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const title = t('capacity.pool', { name: pool.name });
  return (
    <Paper component="section" className={classes.pool} aria-label={title}>
      <div className={classes.head}>
        <h3 className={classes.heading}>{title}</h3>
        <span>
          {t('capacity.nodes', { count: pool.nodes })}
          {pool.schedulable !== pool.nodes && (
            <>
              {', '}
              {t('capacity.schedulable', { count: pool.schedulable })}
            </>
          )}
        </span>
      </div>
      <Warnings pool={pool} />
      <div className={classes.columns}>
        <div>
          <ul className={classes.bars}>
            {CAPACITY_RESOURCES.map(each => (
              <li key={each}>
                <Bars resource={each} use={pool[each]} />
              </li>
            ))}
          </ul>
          <Headroom pool={pool} />
        </div>
        <PoolTrend pool={pool} view={view} resource={resource} />
      </div>
    </Paper>
  );
}

function Warnings({ pool }: { pool: CapacityPool }) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      {pool.warnings.map(({ resource, severity, message, method, fullAt }) => (
        <Note
          key={resource}
          tone={severity === 'high' ? 'bad' : 'warn'}
          title={message}
        >
          {fullAt && (
            <div>
              {t('capacity.fullAt')} <Moment at={fullAt} />
            </div>
          )}
          <TextWithTimes text={method} />
        </Note>
      ))}
    </>
  );
}

/** What is requested, and what is used where that is measured. */
function Bars(props: { resource: CapacityResource; use: CapacityUse }) {
  const { resource, use } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const name = t(`capacity.resources.${resource}`);
  const wordsOf = (amount: number) =>
    t('capacity.of', {
      amount: formatAmount(resource, amount, use.allocatable).split(' ')[0],
      all: formatAmount(resource, use.allocatable),
    });
  return (
    <>
      <UsageBar
        label={t('capacity.requestedOf', { resource: name })}
        words={wordsOf(use.requested)}
        share={shareOf(use.requested, use)}
      />
      {/* Pods are there or not: nothing of them is used. */}
      {resource !== 'pods' && (
        <UsageBar
          label={t('capacity.usedOf', { resource: name })}
          {...(use.used === undefined
            ? { words: t('capacity.notMeasured') }
            : { words: wordsOf(use.used), share: shareOf(use.used, use) })}
        />
      )}
    </>
  );
}

function Headroom({ pool }: { pool: CapacityPool }) {
  const { previews, tier, limitedBy, method } = pool.headroom;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <div className={classes.headroom}>
      {t('capacity.headroom')}{' '}
      <span className={classes.number}>
        {t('capacity.headroomPreviews', {
          count: previews,
          tier: tier.toUpperCase(),
        })}
      </span>
      {limitedBy && (
        <>
          {', '}
          {t('capacity.limitedBy', {
            resource: t(`capacity.resources.${limitedBy}`),
          })}
        </>
      )}
      <div className={classes.faint}>{method}</div>
    </div>
  );
}
