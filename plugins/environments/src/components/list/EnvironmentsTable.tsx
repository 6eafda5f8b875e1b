import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CostText,
  OpeningRow,
  WideTable,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import { environmentKey, nameOf } from '../../view/environments';
import { ExpiryCell } from '../cells/ExpiryCell';
import { NameCell } from '../cells/NameCell';
import { OwnerCell } from '../cells/OwnerCell';
import { QuotaCell } from '../cells/QuotaCell';
import { RhythmCell } from '../cells/RhythmCell';
import { StateCell } from '../cells/StateCell';
import { EnvironmentDetails } from '../details/EnvironmentDetails';
import { EnvironmentActions } from './EnvironmentActions';
import type { ListProps } from './EnvironmentList';

/** Each column, its width, and by what it is sorted. */
const COLUMNS = [
  { key: 'name', width: '18%', sort: 'title' },
  { key: 'state', width: '12.5%', sort: 'state' },
  { key: 'owner', width: '12%', sort: 'owner' },
  { key: 'rhythm', width: '13.5%' },
  { key: 'expiry', width: '13%', sort: 'expiry' },
  { key: 'quota', width: '14%', sort: 'use' },
  { key: 'cost', width: '9%', sort: 'cost' },
  { key: 'actions', width: 124 },
] as const;

/** Environments as rows. */
export function EnvironmentsTable(props: ListProps) {
  const { environments, titleOf, fresh, query, onQuery, onOpen } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <WideTable
      label={t('title')}
      columns={COLUMNS.map(column => ({
        ...column,
        text: t(`column.${column.key}`),
      }))}
      sorted={query}
      onSort={onQuery}
      minWidth={1080}
    >
      {environments.map(view => (
        <OpeningRow
          key={environmentKey(view)}
          toggleLabel={t('row.details', { name: nameOf(view) })}
          first={<NameCell view={view} cluster={titleOf?.(view.cluster)} />}
          cells={[
            <StateCell view={view} />,
            <OwnerCell view={view} />,
            <RhythmCell view={view} />,
            <ExpiryCell view={view} />,
            <QuotaCell view={view} />,
            <CostText cost={view.cost} />,
            <EnvironmentActions view={view} onOpen={onOpen} />,
          ]}
          details={() => <EnvironmentDetails view={view} />}
          // The viewer has just made it.
          isNew={environmentKey(view) === fresh}
        />
      ))}
    </WideTable>
  );
}
