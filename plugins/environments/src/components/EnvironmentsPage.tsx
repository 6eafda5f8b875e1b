import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { environmentsTranslationRef } from '../translation';
import { EnvironmentsContent } from './EnvironmentsContent';

/** The page with its frame, for apps of the legacy frontend system. */
export function EnvironmentsPage() {
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('title')} subtitle={t('subtitle')} />
      <Content>
        <EnvironmentsContent />
      </Content>
    </Page>
  );
}
