import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CapacityResource,
  CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  ToneText,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import { PoolCapacity } from './PoolCapacity';

const useStyles = makeStyles(theme => ({
  cluster: { marginTop: theme.spacing(3) },
  heading: {
    ...theme.typography.h6,
    margin: theme.spacing(0, 0, 0.5),
    color: theme.palette.text.primary,
  },
  words: {
    ...theme.typography.body2,
    margin: theme.spacing(0, 0, 1.5),
    color: theme.palette.text.primary,
  },
}));

/** One cluster's pools. */
export function ClusterCapacity(props: {
  cluster: CapacityView['clusters'][number];
  view: CapacityView;
  resource: CapacityResource;
}) {
  const { cluster, view, resource } = props;
  const { title, state, metrics, pending, pools } = cluster;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <section className={classes.cluster} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <div className={classes.words}>
        {metrics.message}
        {pending > 0 && (
          <ToneText tone="warn">
            {t('capacity.pending', { count: pending })}
          </ToneText>
        )}
      </div>
      {pools.length === 0 && state === 'live' && (
        <EmptyNote title={t('capacity.noPools')} />
      )}
      {pools.map(pool => (
        <PoolCapacity
          key={pool.name}
          pool={pool}
          view={view}
          resource={resource}
        />
      ))}
    </section>
  );
}
