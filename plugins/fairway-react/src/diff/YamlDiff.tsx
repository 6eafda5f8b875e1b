import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo, useState } from 'react';
import { Choice } from '../actions/Choice';
import { fairwayReactTranslationRef } from '../translation';
import { diffLines, foldContext, hasChanges, sideBySide } from './diffLines';
import { SideTable, UnifiedTable } from './DiffTables';

/**
 * What differs between two texts. Signs tell added from removed, besides
 * colour.
 *
 * @public
 */
export function YamlDiff(props: {
  before: string;
  after: string;
  /** Accessible name of the region. */
  label: string;
  /** Unchanged lines to show around each change. @defaultValue 3 */
  context?: number;
}) {
  const { before, after, label, context = 3 } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const [layout, setLayout] = useState<'unified' | 'side'>('unified');
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const rows = useMemo(() => foldContext(lines, context), [lines, context]);
  if (!hasChanges(lines)) {
    return <p>{t('diff.none')}</p>;
  }
  return (
    <>
      <Choice
        label={t('diff.layout')}
        value={layout}
        options={[
          { value: 'unified', text: t('diff.unified') },
          { value: 'side', text: t('diff.side') },
        ]}
        onChange={setLayout}
      />
      {layout === 'unified' ? (
        <UnifiedTable rows={rows} label={label} />
      ) : (
        <SideTable rows={sideBySide(rows)} label={label} />
      )}
    </>
  );
}
