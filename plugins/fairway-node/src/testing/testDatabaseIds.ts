/* eslint-disable jest/no-export, jest/valid-title, jest/no-disabled-tests, jest/expect-expect --
   it declares a test that says why others are not run */
import { isRequired } from './required';

const POSTGRES = ['18', '17', '16', '15', '14', '13'] as const;

/** As Backstage's `TestDatabases` names it. @public */
export type DatabaseId =
  | 'POSTGRES_18'
  | 'POSTGRES_17'
  | 'POSTGRES_16'
  | 'POSTGRES_15'
  | 'POSTGRES_14'
  | 'POSTGRES_13'
  | 'SQLITE_3';

/**
 * The databases that stores are tested against, for Backstage's
 * `TestDatabases.create({ ids })`: SQLite, and the PostgreSQL of every variable
 * `BACKSTAGE_TEST_DATABASE_POSTGRES<VERSION>_CONNECTION_STRING` that is set.
 * Without any there is one skipped test that says so; with `postgres` in
 * `FAIRWAY_REQUIRE` that is an error.
 *
 * @public
 */
export function testDatabaseIds(): DatabaseId[] {
  const found = POSTGRES.filter(version => process.env[variable(version)]).map(
    version => `POSTGRES_${version}` as const,
  );
  if (found.length === 0) {
    const why = `no PostgreSQL (${variable('…')} is not set)`;
    if (isRequired('postgres')) {
      throw new Error(`FAIRWAY_REQUIRE asks for postgres, but there is ${why}`);
    }
    it.skip(`skipped: ${why}; run \`npm test\` where it is installed`, () => {});
  }
  return [...found, 'SQLITE_3'];
}

function variable(version: string): string {
  return `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`;
}
