import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkloadView } from '@fairway-idp/backstage-plugin-fairway-common';
import { Age, Tag } from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  tags: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(0.5),
  },
}));

/** What one should know before changing a workload. */
export function RowTags({ workload }: { workload: WorkloadView }) {
  const { autoscaler, managedBy, paused, kind } = workload;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  if (!autoscaler && !managedBy && !paused) {
    return null;
  }
  return (
    <div className={classes.tags}>
      {paused && (
        <Tag strong>
          {kind === 'Deployment' ? t('row.paused') : t('row.suspended')}
        </Tag>
      )}
      {autoscaler && (
        <Tag title={t('row.autoscaledTitle', { name: autoscaler.name })}>
          {t('row.autoscaled', {
            min: String(autoscaler.min),
            max: String(autoscaler.max),
          })}
        </Tag>
      )}
      {managedBy && (
        <Tag title={t('row.managedByTitle', managedBy)}>
          {t('row.managedBy', { tool: managedBy.tool })}
        </Tag>
      )}
    </div>
  );
}

/** When a CronJob runs, when it last did, and what runs now. */
export function Schedule(props: {
  schedule: NonNullable<WorkloadView['schedule']>;
}) {
  const { cron, timeZone, lastScheduledAt, active } = props.schedule;
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <>
      <div>
        {t('row.schedule', { cron: timeZone ? `${cron} ${timeZone}` : cron })}
      </div>
      <div>
        {lastScheduledAt ? (
          <>
            {t('row.lastRun')} <Age since={lastScheduledAt} /> {t('row.ago')}
          </>
        ) : (
          t('row.neverRan')
        )}
      </div>
      {active > 0 && <div>{t('row.active', { count: active })}</div>}
    </>
  );
}
