import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { housekeepingTranslationRef } from '../translation';
import { HousekeepingContent } from './HousekeepingContent';

/** The page with its frame, for apps of the legacy frontend system. */
export function HousekeepingPage() {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('title')} subtitle={t('subtitle')} />
      <Content>
        <HousekeepingContent />
      </Content>
    </Page>
  );
}
