import {
  TableSkeleton,
  type LoadWords,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { LoadTrouble } from './LoadTrouble';

/** What there is to say of something that is read: that it is, or why it cannot be. */
export function LoadState(props: {
  value: unknown;
  error: Error | undefined;
  loading: boolean;
  words: LoadWords;
  rows: number;
  onRetry: () => void;
}) {
  const { value, error, loading, words, rows, onRetry } = props;
  if (error && !loading) {
    return <LoadTrouble error={error} words={words} onRetry={onRetry} />;
  }
  return value ? null : <TableSkeleton label={words.loading} rows={rows} />;
}
