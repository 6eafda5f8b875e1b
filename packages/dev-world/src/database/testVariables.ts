import type { DatabaseState } from '../world/types.ts';

/**
 * What tells Backstage's TestDatabases of a server: it makes a database for each
 * test, so it is told of the superuser.
 */
export function testVariables(
  server: DatabaseState | undefined,
): Record<string, string> {
  if (!server) {
    return {};
  }
  const { version, superuser, host, port } = server;
  const major = version.split('.')[0];
  return {
    [`BACKSTAGE_TEST_DATABASE_POSTGRES${major}_CONNECTION_STRING`]: `postgresql://${superuser.user}:${superuser.password}@${host}:${port}/postgres`,
  };
}
