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
import type {
  EnvironmentKind,
  EnvironmentsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterNotes,
  ConnectionNote,
  ErrorNote,
  TableSkeleton,
  ToneChip,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsApiRef } from '../api/EnvironmentsApi';
import { rootRouteRef } from '../routes';
import { environmentsTranslationRef } from '../translation';
import { allEnvironments, isTroubled } from '../view/environments';
import { USUAL_QUERY, writeQuery } from '../view/query';

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

/** How many environments are for the entity of the page. */
export function EnvironmentsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const api = useApi(environmentsApiRef);
  const entityRef = stringifyEntityRef(entity);
  const { value, connection, retry } = useLive(
    api.watchEnvironments({ scope: 'all', entityRef }),
  );
  return (
    <EntityInfoCard
      title={t('title')}
      headerActions={
        // Without anything to keep up to date, the error says it all.
        (value || !connection.error) && (
          <ConnectionNote connection={connection} onRetry={retry} />
        )
      }
      footerActions={
        <Link to={`${entityRoute(entityRouteParams(entity))}/previews`}>
          {t('card.link')}
        </Link>
      }
    >
      {value && <Summary view={value} entityRef={entityRef} />}
      {!value && connection.error && (
        <ErrorNote error={connection.error} onRetry={retry} />
      )}
      {!value && !connection.error && (
        <TableSkeleton label={t('loading')} rows={2} />
      )}
    </EntityInfoCard>
  );
}

const KINDS: EnvironmentKind[] = ['preview', 'sandbox', 'workspace'];

function Summary(props: { view: EnvironmentsView; entityRef: string }) {
  const { view, entityRef } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const page = useRouteRef(rootRouteRef);
  const own = allEnvironments(view);
  const lines = KINDS.map(kind => {
    const some = own.filter(each => each.kind === kind);
    return {
      kind,
      count: some.length,
      awake: some.filter(({ state }) => state === 'awake').length,
      asleep: some.filter(({ state }) => state === 'asleep').length,
      troubled: some.filter(isTroubled).length,
    };
  }).filter(({ count }) => count > 0);
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      {lines.length === 0 && <div>{t('card.none')}</div>}
      <ul className={classes.list}>
        {lines.map(({ kind, count, awake, asleep, troubled }) => (
          <li key={kind} className={classes.item}>
            <Link
              to={`${page()}?${writeQuery({
                ...USUAL_QUERY,
                scope: 'all',
                kind,
                text: entityRef,
              })}`}
            >
              {t(`card.${kind}`, { count })}
            </Link>
            {awake > 0 && (
              <ToneChip tone="ok">{t('card.awake', { count: awake })}</ToneChip>
            )}
            {asleep > 0 && (
              <ToneChip tone="paused">
                {t('card.asleep', { count: asleep })}
              </ToneChip>
            )}
            {troubled > 0 && (
              <ToneChip tone="warn">
                {t('card.troubled', { count: troubled })}
              </ToneChip>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
