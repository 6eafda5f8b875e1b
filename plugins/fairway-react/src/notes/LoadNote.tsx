import type { LiveResult } from '../live/useLive';
import { errorKind } from './describeError';
import { ErrorNote } from './ErrorNote';
import { TableSkeleton } from './TableSkeleton';

/** What a {@link LoadNote} says. @public */
export interface LoadWords {
  /** What is on its way. */
  loading: string;
  /** It could not be read. */
  failed: string;
  /** The viewer may not see it. */
  refused: string;
  /** How the viewer would get to see it. */
  refusedTodo: string;
}

/**
 * Why there is nothing to see of a stream, or nothing new. Nothing where all is
 * well; a stream that is on its way back shows what it had.
 *
 * @public
 */
export function LoadNote(props: {
  live: LiveResult<unknown>;
  words: LoadWords;
}) {
  const { live, words } = props;
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
  return value ? null : <TableSkeleton label={words.loading} rows={6} />;
}
