import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type LiveResult,
  LoadNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** Why there is nothing to see, or nothing new. */
export function LoadProblem({ live }: { live: LiveResult<unknown> }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <LoadNote
      live={live}
      words={{
        loading: t('loading'),
        failed: t('failed'),
        refused: t('refused'),
        refusedTodo: t('refusedTodo'),
      }}
    />
  );
}
