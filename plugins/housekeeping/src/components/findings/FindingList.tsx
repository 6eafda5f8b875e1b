import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CleanupFinding,
  FindingsView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EmptyNote,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { housekeepingTranslationRef } from '../../translation';
import { countMore, select } from '../../view/findings';
import type { Query } from '../../view/query';
import type { OpenDialog } from '../dialogs/openDialog';
import { ClearFilters } from '../shared/ClearFilters';
import { FindingCards } from './FindingCards';
import { FindingsTable } from './FindingsTable';

/** What a table and cards are given alike. */
export interface ListProps {
  findings: CleanupFinding[];
  /** Title of a cluster by its name; absent where there is only one. */
  titleOf?: (cluster: string) => string;
  onOpen: (dialog: OpenDialog) => void;
}

/** The findings that pass the filters, the most urgent first. */
export function FindingList(
  props: ListProps & {
    view: FindingsView;
    query: Query;
    onQuery: (change: Partial<Query>) => void;
  },
) {
  const { view, findings, titleOf, query, onQuery, onOpen } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('md'));
  const found = select(findings, query);
  const { shown, pages } = usePages(found, { selection: query });
  const more = countMore(view);
  const List = narrow ? FindingCards : FindingsTable;
  return (
    <>
      {found.length === 0 && (
        <EmptyNote
          title={t('empty.filtered')}
          actions={<ClearFilters onQuery={onQuery} />}
        />
      )}
      {shown.length > 0 && (
        <List findings={shown} titleOf={titleOf} onOpen={onOpen} />
      )}
      {pages}
      {more > 0 && <p>{t('filter.more', { count: more })}</p>}
    </>
  );
}
