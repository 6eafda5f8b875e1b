import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  FINDING_STATES,
  HEALTH_FACTS,
  type FindingsView,
  type HealthFactsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ClusterNotes,
  ConnectionNote,
  ErrorNote,
  type LiveResult,
  TableSkeleton,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { housekeepingApiRef } from '../api/HousekeepingApi';
import { rootRouteRef } from '../routes';
import { housekeepingTranslationRef } from '../translation';
import { sumFacts } from '../view/facts';
import { sumStates } from '../view/findings';
import { type Query, USUAL_QUERY, writeQuery } from '../view/query';

const useStyles = makeStyles(theme => ({
  part: { color: theme.palette.text.primary, marginBottom: theme.spacing(1) },
  title: { ...theme.typography.subtitle2 },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

/** The card counts; the page lists. */
const ONE = 1;

/** What is left over of the entity of the page, and what its workloads lack. */
export function HousekeepingCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const page = useRouteRef(rootRouteRef);
  const api = useApi(housekeepingApiRef);
  const entityRef = stringifyEntityRef(entity);
  const wish = { scope: 'all', entityRef, limit: ONE } as const;
  const findings = useLive(api.watchFindings(wish));
  const facts = useLive(api.watchHealthFacts(wish));
  const linkTo = (query: Partial<Query>) =>
    `${page()}?${writeQuery({
      ...USUAL_QUERY,
      scope: 'all',
      entity: entityRef,
      ...query,
    })}`;
  return (
    <EntityInfoCard
      title={t('title')}
      headerActions={
        // Without anything to keep up to date, the error says it all.
        (findings.value || !findings.connection.error) && (
          <ConnectionNote
            connection={findings.connection}
            onRetry={findings.retry}
          />
        )
      }
      footerActions={<Link to={linkTo({})}>{t('card.link')}</Link>}
    >
      <CardPart title={t('card.findings')} live={findings}>
        {view => <FindingCounts view={view} linkTo={linkTo} />}
      </CardPart>
      <CardPart title={t('card.facts')} live={facts}>
        {view => <FactCounts view={view} linkTo={linkTo} />}
      </CardPart>
    </EntityInfoCard>
  );
}

function CardPart<V>(props: {
  title: string;
  live: LiveResult<V | undefined>;
  children: (view: V) => ReactNode;
}) {
  const { title, live, children } = props;
  const { value, connection } = live;
  const classes = useStyles();
  return (
    <section className={classes.part} aria-label={title}>
      <div className={classes.title}>{title}</div>
      {value && children(value)}
      {!value && connection.error && (
        <ErrorNote error={connection.error} onRetry={live.retry} />
      )}
      {!value && !connection.error && <TableSkeleton label={title} rows={1} />}
    </section>
  );
}

function FindingCounts(props: {
  view: FindingsView;
  linkTo: (query: Partial<Query>) => string;
}) {
  const { view, linkTo } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const counts = sumStates(view);
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      <Counts
        none={t('card.clean')}
        counts={FINDING_STATES.map(state => ({
          key: state,
          count: counts[state],
          words: t(`state.${state}`),
          to: linkTo({ state }),
        }))}
      />
    </>
  );
}

function FactCounts(props: {
  view: HealthFactsView;
  linkTo: (query: Partial<Query>) => string;
}) {
  const { view, linkTo } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const counts = sumFacts(view);
  return (
    <Counts
      none={t('card.healthy')}
      counts={HEALTH_FACTS.map(fact => ({
        key: fact,
        count: counts[fact],
        words: t(`fact.${fact}`),
        to: linkTo({ part: 'health', fact }),
      }))}
    />
  );
}

function Counts(props: {
  none: string;
  counts: Array<{ key: string; count: number; words: string; to: string }>;
}) {
  const classes = useStyles();
  const some = props.counts.filter(({ count }) => count > 0);
  return some.length === 0 ? (
    <div>{props.none}</div>
  ) : (
    <ul className={classes.list}>
      {some.map(({ key, count, words, to }) => (
        <li key={key}>
          <Link to={to}>{`${words}: ${count}`}</Link>
        </li>
      ))}
    </ul>
  );
}
