import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyNote } from '@fairway-idp/backstage-plugin-fairway-react';
import { catalogRouteRef } from '../../routes';
import { workspacesTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

/** There is none, and how one would get one. */
export function NoWorkspaces(props: {
  scope: Query['scope'];
  clusters: number;
}) {
  const { scope, clusters } = props;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const catalog = useRouteRef(catalogRouteRef);
  if (clusters === 0) {
    return (
      <EmptyNote title={t('empty.noCluster')}>
        {t('empty.noClusterTodo')}
      </EmptyNote>
    );
  }
  return (
    <EmptyNote
      title={t(`empty.${scope}`)}
      actions={catalog && <Link to={catalog()}>{t('empty.catalog')}</Link>}
    >
      <p>{t('tab.what')}</p>
      <p>{t('empty.todo')}</p>
    </EmptyNote>
  );
}
