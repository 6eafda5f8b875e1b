import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { ReactNode } from 'react';
import { fairwayReactTranslationRef } from '../translation';
import { errorKind, errorWords } from './describeError';
import { Note } from './Note';

/**
 * What went wrong, in the words of whoever refused, and what to do about it.
 *
 * @public
 */
export function ErrorNote(props: {
  /** What was wanted, e.g. "Workloads of cluster dev". */
  title?: string;
  error: unknown;
  /** What to do; the default depends on the kind of error. */
  todo?: ReactNode;
  onRetry?: () => void;
}) {
  const { title, error, todo, onRetry } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const kind = errorKind(error);
  const titles = {
    refused: t('error.refused'),
    missing: t('error.missing'),
    unreachable: t('error.unreachable'),
    invalid: t('error.invalid'),
    conflict: t('plan.changed'),
    other: t('error.other'),
  };
  const todos: Partial<Record<typeof kind, string>> = {
    refused: t('error.refusedTodo'),
    missing: t('error.missingTodo'),
    unreachable: t('error.unreachableTodo'),
  };
  const advice = todo ?? todos[kind];
  return (
    <Note
      tone="bad"
      role="alert"
      title={title ?? titles[kind]}
      actions={
        onRetry && (
          <Button size="small" variant="outlined" onClick={onRetry}>
            {t('error.retry')}
          </Button>
        )
      }
    >
      {errorWords(error)}
      {advice && <div>{advice}</div>}
    </Note>
  );
}
