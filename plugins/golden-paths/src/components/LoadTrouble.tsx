import {
  errorKind,
  ErrorNote,
  type LoadWords,
} from '@fairway-idp/backstage-plugin-fairway-react';

/** Why something could not be read: the viewer may not, or it did not work. */
export function LoadTrouble(props: {
  error: Error;
  words: LoadWords;
  onRetry: () => void;
}) {
  const { error, words, onRetry } = props;
  const refused = errorKind(error) === 'refused';
  return (
    <ErrorNote
      title={refused ? words.refused : words.failed}
      error={error}
      todo={refused ? words.refusedTodo : undefined}
      onRetry={onRetry}
    />
  );
}
