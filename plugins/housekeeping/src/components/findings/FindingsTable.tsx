import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OpeningRow,
  WideTable,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf } from '../../view/findings';
import {
  FindingCost,
  FindingDeadline,
  FindingObject,
  FindingOwner,
  FindingRule,
  FindingState,
} from './cells';
import { FindingActions } from './FindingActions';
import { FindingDetails } from './FindingDetails';
import type { ListProps } from './FindingList';

/** Findings as rows. */
export function FindingsTable({ findings, titleOf, onOpen }: ListProps) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <WideTable
      label={t('part.findings')}
      columns={[
        { text: t('column.object'), width: '22%' },
        { text: t('column.rule'), width: '13%' },
        { text: t('column.state'), width: '22%' },
        { text: t('column.owner'), width: '15%' },
        { text: t('column.deadline'), width: '15%' },
        { text: t('column.cost'), width: '9%' },
        { text: t('column.actions'), width: 132 },
      ]}
    >
      {findings.map(finding => (
        <OpeningRow
          key={finding.id}
          toggleLabel={t('row.details', { name: nameOf(finding) })}
          first={
            <FindingObject
              finding={finding}
              cluster={titleOf?.(finding.cluster)}
            />
          }
          cells={[
            <FindingRule finding={finding} />,
            <FindingState finding={finding} />,
            <FindingOwner finding={finding} />,
            <FindingDeadline finding={finding} />,
            <FindingCost finding={finding} />,
            <FindingActions finding={finding} onOpen={onOpen} />,
          ]}
          details={() => <FindingDetails finding={finding} />}
        />
      ))}
    </WideTable>
  );
}
