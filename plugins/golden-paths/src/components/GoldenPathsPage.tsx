import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { goldenPathsTranslationRef } from '../translation';
import { GoldenPathsContent } from './GoldenPathsContent';

/** The page with its frame, for apps of the legacy frontend system. */
export function GoldenPathsPage() {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('title')} subtitle={t('subtitle')} />
      <Content>
        <GoldenPathsContent />
      </Content>
    </Page>
  );
}
