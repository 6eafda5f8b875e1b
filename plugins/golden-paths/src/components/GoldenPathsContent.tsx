import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  PageParts,
  useAddress,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../translation';
import { PARTS, readQuery, writeQuery } from '../view/query';
import { AdoptionPart } from './adoption/AdoptionPart';
import { CampaignsPart } from './campaigns/CampaignsPart';

/** The page without its frame: its parts, each behind a tab. */
export function GoldenPathsContent() {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const [{ part, range }, onQuery] = useAddress({
    read: readQuery,
    write: writeQuery,
  });
  return (
    <PageParts
      label={t('part.label')}
      parts={PARTS.map(each => ({ part: each, title: t(`part.${each}`) }))}
      part={part}
      onPart={next => onQuery({ part: next })}
    >
      {part === 'adoption' ? (
        <AdoptionPart
          range={range}
          onRange={next => onQuery({ range: next })}
        />
      ) : (
        <CampaignsPart />
      )}
    </PageParts>
  );
}
