import type { LiveResult } from '../live/useLive';
import { errorKind } from './describeError';
import { ErrorNote } from './ErrorNote';
import { TableSkeleton } from './TableSkeleton';

/**
 * Why there is nothing to see, or nothing new; nothing while all is well.
 *
 * @public
 */
export function LiveProblem(props: {
  live: LiveResult<unknown>;
  words: {
    /** E.g. "Reading the environments…". */
    loading: string;
    /** E.g. "The environments could not be read". */
    failed: string;
    /** E.g. "You may not see environments". */
    refused: string;
    /** What to do when refused. */
    refusedTodo: string;
  };
  /** How much room to keep while it is read. @defaultValue 6 */
  rows?: number;
}) {
  const { live, words, rows = 6 } = props;
  const { value, connection, retry } = live;
  if (connection.error && (connection.state === 'failed' || !value)) {
    const refused = errorKind(connection.error) === 'refused';
    return (
      <ErrorNote
        title={refused ? words.refused : words.failed}
        error={connection.error}
        todo={refused ? words.refusedTodo : undefined}
        onRetry={retry}
      />
    );
  }
  return value ? null : <TableSkeleton label={words.loading} rows={rows} />;
}
