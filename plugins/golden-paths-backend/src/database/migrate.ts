import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const PACKAGE = '@fairway-idp/backstage-plugin-golden-paths-backend';

/** The plugin's database, brought up to date unless the app does that itself. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(PACKAGE, 'migrations'),
    });
  }
  return knex;
}
