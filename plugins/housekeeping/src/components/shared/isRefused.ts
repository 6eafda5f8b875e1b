import {
  errorKind,
  type LiveResult,
} from '@fairway-idp/backstage-plugin-fairway-react';

/** The viewer may not see it: there is nothing to filter, and nothing to do. */
export function isRefused({ value, connection }: LiveResult<unknown>): boolean {
  return (
    value === undefined &&
    connection.error !== undefined &&
    errorKind(connection.error) === 'refused'
  );
}
