import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityInfoCard,
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import type { WorkloadsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ConnectionNote,
  countHealth,
  ErrorNote,
  HealthChip,
  StageTag,
  TableSkeleton,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { workloadsApiRef } from '../api/WorkloadsApi';
import { workloadsTranslationRef } from '../translation';
import {
  groupByNamespace,
  isCertainlyEmpty,
  type NamespaceGroup,
} from '../view/grouping';
import { ClusterNote } from './notes/ClusterNote';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    color: theme.palette.text.primary,
  },
}));

/** How the workloads of an entity are, in a few lines. */
export function WorkloadsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const api = useApi(workloadsApiRef);
  const { value, connection, retry } = useLive(
    api.watchWorkloads(stringifyEntityRef(entity)),
  );
  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        // Without anything to keep up to date, the error says it all.
        (value || !connection.error) && (
          <ConnectionNote connection={connection} onRetry={retry} />
        )
      }
      footerActions={
        <Link to={`${entityRoute(entityRouteParams(entity))}/workloads`}>
          {t('card.link')}
        </Link>
      }
    >
      {value && <Summary view={value} />}
      {!value && connection.error && (
        <ErrorNote error={connection.error} onRetry={retry} />
      )}
      {!value && !connection.error && (
        <TableSkeleton label={t('loading')} rows={2} />
      )}
    </EntityInfoCard>
  );
}

function Summary({ view }: { view: WorkloadsView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <>
      {isCertainlyEmpty(view) && <div>{t('card.none')}</div>}
      {view.clusters.map(cluster => (
        <ClusterNote key={cluster.name} cluster={cluster} />
      ))}
      <ul className={classes.list}>
        {view.clusters.flatMap(groupByNamespace).map(group => (
          <GroupItem
            key={`${group.cluster}|${group.namespace}`}
            group={group}
          />
        ))}
      </ul>
    </>
  );
}

function GroupItem({ group }: { group: NamespaceGroup }) {
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const { namespace, cluster, stage, workloads } = group;
  return (
    <li className={classes.item}>
      <span>{t('namespace', { namespace, cluster })}</span>
      {stage && <StageTag stage={stage} />}
      {countHealth(workloads.map(({ health }) => health)).map(
        ({ health, count }) => (
          <HealthChip key={health} health={health} count={count} />
        ),
      )}
    </li>
  );
}
