import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LoadWords } from '@fairway-idp/backstage-plugin-fairway-react';
import { housekeepingTranslationRef } from '../../translation';
import type { Part } from '../../view/query';

/** What is said while a part is being read, or cannot be. */
export function useLoadWords(part: Part): LoadWords {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return {
    loading: t(`load.${part}.loading`),
    failed: t(`load.${part}.failed`),
    refused: t(`load.${part}.refused`),
    refusedTodo: t(`load.${part}.refusedTodo`),
  };
}
