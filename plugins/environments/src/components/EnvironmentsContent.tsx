import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Choice,
  ClusterNotes,
  ConnectionNote,
  useLive,
  useNow,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import { useState } from 'react';
import { environmentsApiRef } from '../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../translation';
import {
  allEnvironments,
  environmentKey,
  isCertainlyEmpty,
} from '../view/environments';
import { PARTS, type Query, SCOPES } from '../view/query';
import { EnvironmentDialog } from './dialogs/EnvironmentDialog';
import type { OpenDialog } from './dialogs/openDialog';
import { EnvironmentList } from './list/EnvironmentList';
import { Totals } from './list/Totals';
import { LoadProblem } from './notes/LoadProblem';
import { NoEnvironments } from './notes/NoEnvironments';
import { QuotaPart } from './quota/QuotaPart';
import { useQuery } from './useQuery';

const MINUTE = 60_000;

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  rest: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginLeft: 'auto',
  },
}));

/** The page without its frame: environments as they are now, and a quota view. */
export function EnvironmentsContent() {
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const [query, setQuery] = useQuery();
  const live = useLive(api.watchEnvironments({ scope: query.scope }));
  const [dialog, setDialog] = useState<OpenDialog>();
  const [fresh, setFresh] = useState<string>();
  const create = (
    <Button
      color="primary"
      variant="contained"
      size="small"
      startIcon={<AddIcon />}
      onClick={() => setDialog({ verb: 'create', preset: {} })}
    >
      {t('action.create')}
    </Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <Choice
          label={t('scope.label')}
          value={query.scope}
          options={SCOPES.map(scope => ({
            value: scope,
            text: t(`scope.${scope}`),
          }))}
          onChange={scope => setQuery({ scope })}
        />
        <Choice
          label={t('part.label')}
          value={query.part}
          options={PARTS.map(part => ({
            value: part,
            text: t(`part.${part}`),
          }))}
          onChange={part => setQuery({ part })}
        />
        <div className={classes.rest}>
          <ConnectionNote connection={live.connection} onRetry={live.retry} />
          {create}
        </div>
      </div>
      <LoadProblem live={live} />
      {live.value && (
        <View
          view={live.value}
          query={query}
          onQuery={setQuery}
          fresh={fresh}
          onOpen={setDialog}
          create={create}
        />
      )}
      {dialog && (
        <EnvironmentDialog
          dialog={dialog}
          onClose={() => setDialog(undefined)}
          onApplied={({ verb }, result) =>
            verb === 'create' && setFresh(environmentKey(result))
          }
        />
      )}
    </>
  );
}

function View(props: {
  view: EnvironmentsView;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  fresh?: string;
  onOpen: (dialog: OpenDialog) => void;
  create: JSX.Element;
}) {
  const { view, query, onQuery, fresh, onOpen, create } = props;
  const now = useNow(MINUTE);
  const environments = allEnvironments(view);
  const titles = new Map(
    view.clusters.map(({ name, title }) => [name, title] as const),
  );
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      {isCertainlyEmpty(view) && (
        <NoEnvironments
          scope={query.scope}
          clusters={view.clusters.length}
          actions={create}
        />
      )}
      {environments.length > 0 && (
        <Totals environments={environments} now={now} />
      )}
      {environments.length > 0 && query.part === 'list' && (
        <EnvironmentList
          environments={environments}
          titleOf={
            titles.size > 1 ? name => titles.get(name) ?? name : undefined
          }
          fresh={fresh}
          query={query}
          onQuery={onQuery}
          onOpen={onOpen}
          now={now}
        />
      )}
      {environments.length > 0 && query.part === 'quota' && (
        <QuotaPart environments={environments} />
      )}
    </>
  );
}
