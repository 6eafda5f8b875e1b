import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FindingsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ActionButton,
  ClusterNotes,
  LoadNote,
  useLive,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { allFindings } from '../../view/findings';
import type { Query } from '../../view/query';
import { HousekeepingDialog } from '../dialogs/HousekeepingDialog';
import type { OpenDialog } from '../dialogs/openDialog';
import type { PartProps } from '../HousekeepingContent';
import { EntityFilterNote } from '../shared/EntityFilterNote';
import { PartBar, ScopeChoice } from '../shared/PartBar';
import { isRefused } from '../shared/isRefused';
import { useClusterTitles } from '../shared/useClusterTitles';
import { useLoadWords } from '../shared/useLoadWords';
import { useRules } from '../shared/useRules';
import { FindingList } from './FindingList';
import { FindingTotals } from './FindingTotals';
import { Filters } from './Filters';
import { NoFindings } from './NoFindings';
import { PassNotes } from './PassNotes';

/** As many as the page can take; the totals count all. */
const LIMIT = 2000;

/** What the rules find, and what becomes of it. */
export function FindingsPart({ query, onQuery }: PartProps) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const { scope, rule, state, cluster, entity } = query;
  const live = useLive(
    api.watchFindings({
      ...{ scope, rule, state, cluster },
      entityRef: entity,
      limit: LIMIT,
    }),
  );
  const rules = useRules();
  const titles = useClusterTitles(live.value);
  const [dialog, setDialog] = useState<OpenDialog>();
  const words = useLoadWords('findings');
  const refused = isRefused(live);
  return (
    <>
      <PartBar
        live={live}
        choices={<ScopeChoice scope={scope} onQuery={onQuery} />}
        actions={
          !refused && (
            <>
              <Button
                size="small"
                variant="outlined"
                onClick={() => setDialog({ verb: 'whatIf' })}
              >
                {t('action.whatIf')}
              </Button>
              {live.value && (
                <ActionButton
                  label={t('action.run')}
                  availability={live.value.run}
                  onClick={() => setDialog({ verb: 'run' })}
                >
                  {t('action.run')}
                </ActionButton>
              )}
            </>
          )
        }
      />
      <EntityFilterNote query={query} onQuery={onQuery} />
      {live.value && <FindingTotals view={live.value} />}
      {!refused && (
        <Filters
          view={live.value}
          rules={rules}
          titles={titles}
          query={query}
          onQuery={onQuery}
        />
      )}
      <LoadNote live={live} words={words} />
      {live.value && (
        <View
          view={live.value}
          titles={titles}
          rules={rules}
          query={query}
          onQuery={onQuery}
          onOpen={setDialog}
        />
      )}
      {dialog && (
        <HousekeepingDialog
          dialog={dialog}
          rules={rules}
          titles={titles}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function View(props: {
  view: FindingsView;
  titles: ReadonlyMap<string, string>;
  rules: ReturnType<typeof useRules>;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { view, titles, query } = props;
  const findings = allFindings(view);
  return (
    <>
      <ClusterNotes clusters={view.clusters} />
      <PassNotes view={view} />
      {findings.length > 0 ? (
        <FindingList
          view={view}
          findings={findings}
          titleOf={
            titles.size > 1 ? name => titles.get(name) ?? name : undefined
          }
          query={query}
          onQuery={props.onQuery}
          onOpen={props.onOpen}
        />
      ) : (
        <NoFindings
          view={view}
          rules={props.rules}
          query={query}
          onQuery={props.onQuery}
        />
      )}
    </>
  );
}
