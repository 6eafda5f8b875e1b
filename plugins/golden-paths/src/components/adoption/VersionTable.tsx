import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdoptionPath } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailSection,
  DetailTable,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../../translation';
import { useFigureWords } from './useFigureWords';

/** The figures of each version. */
export function VersionTable({ path }: { path: AdoptionPath }) {
  const { title, versions, template } = path;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const words = useFigureWords();
  const { shown, pages } = usePages(versions, { selection: template });
  const label = t('adoption.versions', { title });
  return versions.length === 0 ? null : (
    <DetailSection title={label} of={title}>
      <DetailTable
        isWide
        label={label}
        columns={[
          t('adoption.version'),
          t('adoption.runs'),
          t('adoption.succeeded'),
          t('adoption.failed_'),
          t('adoption.cancelled'),
          t('adoption.running'),
          t('adoption.successRate'),
          t('adoption.secondsToReady'),
          t('adoption.alive30'),
          t('adoption.alive90'),
          t('adoption.services'),
        ]}
        rows={shown.map(one => ({
          key: one.version,
          cells: [
            one.version,
            one.runs,
            one.succeeded,
            one.failed,
            one.cancelled,
            one.running,
            words.rate(one),
            words.wait(one),
            words.alive(one.alive30),
            words.alive(one.alive90),
            one.services,
          ],
        }))}
      />
      {pages}
    </DetailSection>
  );
}
