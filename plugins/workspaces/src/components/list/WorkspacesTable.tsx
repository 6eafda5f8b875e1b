import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  CostText,
  OpeningRow,
  WideTable,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import { nameOf, workspaceKey } from '../../view/workspaces';
import { ActivityCell } from '../cells/ActivityCell';
import { NameCell } from '../cells/NameCell';
import { StateCell } from '../cells/StateCell';
import { StopsCell } from '../cells/StopsCell';
import { WorkspaceDetails } from '../details/WorkspaceDetails';
import { WorkspaceActions } from '../WorkspaceActions';
import type { ListProps } from './WorkspaceList';

/** Each column, its width, and by what it is sorted. */
const COLUMNS = [
  { key: 'name', width: '22%', sort: 'name' },
  { key: 'state', width: '18%', sort: 'state' },
  { key: 'owner', width: '11%', sort: 'owner' },
  { key: 'activity', width: '15%', sort: 'activity' },
  { key: 'stops', width: '17%', sort: 'stops' },
  { key: 'cost', width: '10%', sort: 'cost' },
  { key: 'actions', width: 124 },
] as const;

/** Workspaces as rows. */
export function WorkspacesTable(props: ListProps) {
  const { workspaces, titleOf, query, onQuery, onOpen } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <WideTable
      label={t('title')}
      columns={COLUMNS.map(column => ({
        ...column,
        text: t(`column.${column.key}`),
      }))}
      sorted={query}
      onSort={onQuery}
    >
      {workspaces.map(view => (
        <OpeningRow
          key={workspaceKey(view)}
          toggleLabel={t('row.details', { name: nameOf(view) })}
          first={<NameCell view={view} cluster={titleOf?.(view.cluster)} />}
          cells={[
            <StateCell view={view} />,
            <EntityRefLink entityRef={view.owner} hideIcon />,
            <ActivityCell view={view} />,
            <StopsCell view={view} />,
            view.cost ? <CostText cost={view.cost} /> : t('row.costUnknown'),
            <WorkspaceActions view={view} onOpen={onOpen} />,
          ]}
          details={() => <WorkspaceDetails view={view} />}
        />
      ))}
    </WideTable>
  );
}
