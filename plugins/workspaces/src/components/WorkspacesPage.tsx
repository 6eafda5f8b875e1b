import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { workspacesTranslationRef } from '../translation';
import { WorkspacesContent } from './WorkspacesContent';

/** The page with its frame, for apps of the legacy frontend system. */
export function WorkspacesPage() {
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('title')} subtitle={t('subtitle')} />
      <Content>
        <WorkspacesContent />
      </Content>
    </Page>
  );
}
