import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PreviewsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  CopyableText,
  EmptyNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import { annotationSnippet, PULL_REQUEST_SNIPPET } from '../../view/previews';

type SetUp = PreviewsView['setUp'];

/** What is missing before there can be previews, and who can add it. */
export function SetUpGuide(props: { setUp: SetUp; entity: Entity }) {
  const { setUp, entity } = props;
  const { state, message } = setUp;
  const { t } = useTranslationRef(environmentsTranslationRef);
  if (state === 'ready') {
    return null;
  }
  return (
    <EmptyNote title={t(`setUp.${state}`)}>
      {state !== 'no-path' && <p>{message}</p>}
      <p>{t(`setUpTodo.${state}`)}</p>
      {state === 'no-path' && (
        <CopyableText
          label={t('setUp.snippet')}
          text={annotationSnippet(entity)}
        />
      )}
    </EmptyNote>
  );
}

/** All is set up, and there is no pull request. */
export function NoPullRequests({ setUp }: { setUp: SetUp }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  const { repository, path, message } = setUp;
  return (
    <EmptyNote title={t('previews.none')}>
      <p>{message}</p>
      <p>
        {repository && path
          ? t('previews.noneTodoIn', { repository, path })
          : t('previews.noneTodo')}
      </p>
      <CopyableText
        label={t('previews.noneSnippet')}
        text={PULL_REQUEST_SNIPPET}
      />
    </EmptyNote>
  );
}
