import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PageParts } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../translation';
import { type Part, PARTS } from '../view/query';
import { CapacityPart } from './capacity/CapacityPart';
import { FindingsPart } from './findings/FindingsPart';
import { HealthPart } from './health/HealthPart';
import { LedgerPart } from './ledger/LedgerPart';
import { useQuery } from './useQuery';

/** What each part is given. */
export type PartProps = {
  query: ReturnType<typeof useQuery>[0];
  onQuery: ReturnType<typeof useQuery>[1];
};

const CONTENTS: Record<Part, (props: PartProps) => JSX.Element> = {
  findings: FindingsPart,
  health: HealthPart,
  capacity: CapacityPart,
  ledger: LedgerPart,
};

/** The page without its frame: its parts, each behind a tab. */
export function HousekeepingContent() {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const [query, onQuery] = useQuery();
  const { part } = query;
  const Content = CONTENTS[part];
  return (
    <PageParts
      label={t('part.label')}
      parts={PARTS.map(each => ({ part: each, title: t(`part.${each}`) }))}
      part={part}
      // What narrows one part down means nothing in another.
      onPart={next =>
        onQuery({ part: next, text: '', state: undefined, fact: undefined })
      }
    >
      <Content query={query} onQuery={onQuery} />
    </PageParts>
  );
}
