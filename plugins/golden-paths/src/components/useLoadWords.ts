import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LoadWords } from '@fairway-idp/backstage-plugin-fairway-react';
import { goldenPathsTranslationRef } from '../translation';

/** What is said while something is being read, or cannot be. */
export function useLoadWords(
  what: 'card' | 'adoption' | 'campaigns',
): LoadWords {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return {
    loading: t(`${what}.loading`),
    failed: t(`${what}.failed`),
    refused: t(`${what}.refused`),
    refusedTodo: t(`${what}.refusedTodo`),
  };
}
