import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  errorKind,
  ErrorNote,
  type LiveResult,
  TableSkeleton,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** Why there is nothing to see, or nothing new. */
export function LoadProblem({ live }: { live: LiveResult<unknown> }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  const { value, connection, retry } = live;
  if (connection.error && (connection.state === 'failed' || !value)) {
    const refused = errorKind(connection.error) === 'refused';
    return (
      <ErrorNote
        title={refused ? t('refused') : t('failed')}
        error={connection.error}
        todo={refused ? t('refusedTodo') : undefined}
        onRetry={retry}
      />
    );
  }
  return value ? null : <TableSkeleton label={t('loading')} rows={6} />;
}
