import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const PACKAGE =
  '@fairway-idp/backstage-plugin-scaffolder-backend-module-golden-paths';

/** The scaffolder has migrations of its own in the same database. */
const MIGRATIONS = 'fairway_golden_paths_migrations';

/** The scaffolder's database, with our table brought up to date in it. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(PACKAGE, 'migrations'),
      tableName: MIGRATIONS,
    });
  }
  return knex;
}
