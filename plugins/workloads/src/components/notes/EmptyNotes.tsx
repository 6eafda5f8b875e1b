import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CopyableText,
  EmptyNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { annotationSnippet, KUBERNETES_ID } from '../../entity/annotations';
import { workloadsTranslationRef } from '../../translation';

/** The entity does not say which workloads are its own. */
export function NoAnnotationNote(props: { entity: Entity }) {
  const { t } = useTranslationRef(workloadsTranslationRef);
  return (
    <EmptyNote title={t('empty.annotationTitle')}>
      {t('empty.annotation', { label: KUBERNETES_ID })}
      <CopyableText
        label={t('empty.snippet')}
        text={annotationSnippet(props.entity)}
      />
    </EmptyNote>
  );
}

/** No cluster has a workload of the entity. */
export function NoWorkloadsNote(props: { selector: string; clusters: number }) {
  const { selector, clusters } = props;
  const { t } = useTranslationRef(workloadsTranslationRef);
  return clusters === 0 ? (
    <EmptyNote title={t('empty.noCluster')}>
      {t('empty.noClusterTodo')}
    </EmptyNote>
  ) : (
    <EmptyNote title={t('empty.none')}>
      <div>{t('empty.selector', { selector, count: clusters })}</div>
      <div>{t('empty.todo')}</div>
    </EmptyNote>
  );
}
