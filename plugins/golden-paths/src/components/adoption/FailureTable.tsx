import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdoptionPath } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailSection,
  DetailTable,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../../translation';

/** Where runs fail: which step, which field, which finding. */
export function FailureTable({ path }: { path: AdoptionPath }) {
  const { title, failures, template } = path;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { shown, pages } = usePages(failures, { selection: template });
  const label = t('adoption.failures', { title });
  return (
    <DetailSection title={label} of={title}>
      {failures.length === 0 ? (
        <div>{t('adoption.noFailures')}</div>
      ) : (
        <DetailTable
          isWide
          label={label}
          columns={[
            t('adoption.count'),
            t('adoption.step'),
            t('adoption.field'),
            t('adoption.finding'),
          ]}
          rows={shown.map(({ step, field = '', finding, count }) => ({
            key: JSON.stringify([step, field, finding]),
            cells: [count, step, field, finding],
          }))}
        />
      )}
      {pages}
    </DetailSection>
  );
}
