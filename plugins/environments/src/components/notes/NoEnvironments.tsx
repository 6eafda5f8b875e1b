import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyNote } from '@fairway-idp/backstage-plugin-fairway-react';
import type { ReactNode } from 'react';
import { environmentsTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

/** There is none, and how one would get one. */
export function NoEnvironments(props: {
  scope: Query['scope'];
  clusters: number;
  actions: ReactNode;
}) {
  const { scope, clusters, actions } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  if (clusters === 0) {
    return (
      <EmptyNote title={t('empty.noCluster')}>
        {t('empty.noClusterTodo')}
      </EmptyNote>
    );
  }
  return (
    <EmptyNote title={t(`empty.${scope}`)} actions={actions}>
      <p>{t('empty.sandbox')}</p>
      <p>{t('empty.preview')}</p>
    </EmptyNote>
  );
}
