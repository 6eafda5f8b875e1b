import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import { databaseIdentifier } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  DatabaseAccess,
  DatabaseProvider,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  AdminConnection,
  quotedName,
  quotedText,
  readServer,
  type DatabaseServer,
} from './AdminConnection';
import { scramVerifier } from './scramVerifier';

const KEY = 'environments.previews.databases';
/** Whatever is called otherwise is not ours to touch. */
const PREVIEW = /^pv_[a-z0-9_]{1,60}$/;
/** Milliseconds until the connections of a preview must be gone. */
const GONE_WITHIN = 10_000;

interface PostgresSchemasOptions {
  server: DatabaseServer;
  /** Where pods reach it, if not where the portal does. */
  podHost?: string;
  podPort?: number;
  /** Connections of a preview at a time. */
  connectionLimit: number;
  /** Seconds for a statement of a preview; it may set another for itself. */
  statementSeconds: number;
  /** Of the portal: others may keep previews in the same database. */
  instance: string;
}

/**
 * A schema and a login role of the same name for each preview, in one shared
 * PostgreSQL database. The schema belongs to the administrator: a preview can
 * fill it, but not rename it, open it to others, or make another one.
 */
export class PostgresSchemas implements DatabaseProvider {
  readonly name = 'postgres-schema';

  private constructor(private readonly options: PostgresSchemasOptions) {}

  static create(options: PostgresSchemasOptions): PostgresSchemas {
    return new PostgresSchemas(options);
  }

  /**
   * Reads `environments.previews.databases`; undefined if there is none.
   *
   * @throws InputError naming the key
   */
  static fromConfig(
    root: Config,
    options: { instance: string },
  ): PostgresSchemas | undefined {
    const config = root.getOptionalConfig(KEY);
    return (
      config &&
      new PostgresSchemas({
        ...options,
        server: readServer(config.getString('url'), `${KEY}.url`),
        podHost: config.getOptionalString('podHost'),
        podPort: config.getOptionalNumber('podPort'),
        connectionLimit: readPositive(config, 'connectionLimit', 10),
        statementSeconds: readPositive(config, 'statementSeconds', 60),
      })
    );
  }

  async ensure(
    environment: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<DatabaseAccess> {
    const id = identifierOf(environment);
    const { server, podHost, podPort } = this.options;
    // By the administrator's password: nothing has to be stored, and the
    // same call gives the same.
    const password = createHmac('sha256', server.password)
      .update(id)
      .digest('base64url');
    await AdminConnection.use(server, signal, connection =>
      connection.transaction(() => this.make(connection, id, password)),
    );
    return {
      host: podHost ?? server.host,
      port: podPort ?? server.port,
      database: server.database,
      schema: id,
      username: id,
      password,
    };
  }

  async drop(
    environment: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const id = identifierOf(environment);
    await AdminConnection.use(this.options.server, signal, async connection => {
      const { role } = await this.requireOurs(connection, id);
      if (role) {
        await connection.query(`ALTER ROLE ${quotedName(id)} NOLOGIN`);
        // Whoever drops what belongs to a role, or ends its connections, must
        // be its member.
        await connection.query(`GRANT ${quotedName(id)} TO CURRENT_USER`);
        await endConnections(connection, id);
      }
      await connection.transaction(async () => {
        await connection.query(
          `DROP SCHEMA IF EXISTS ${quotedName(id)} CASCADE`,
        );
        if (role) {
          // What it was granted, and what it made outside of its schema.
          await connection.query(`DROP OWNED BY ${quotedName(id)} CASCADE`);
          await connection.query(`DROP ROLE ${quotedName(id)}`);
        }
      });
    });
  }

  async list({ signal }: { signal?: AbortSignal } = {}): Promise<string[]> {
    const rows = await AdminConnection.use(
      this.options.server,
      signal,
      connection =>
        connection.query<{ id: string }>(
          `SELECT nspname AS id FROM pg_namespace
             WHERE obj_description(oid, 'pg_namespace') = $1
           UNION
           SELECT rolname FROM pg_roles
             WHERE shobj_description(oid, 'pg_authid') = $1
           ORDER BY 1`,
          [this.mark],
        ),
    );
    return rows.map(({ id }) => id).filter(id => PREVIEW.test(id));
  }

  /** Comment on schema and role by which they are known as ours. */
  private get mark(): string {
    return `Preview of Fairway, instance ${this.options.instance}`;
  }

  private async make(
    connection: AdminConnection,
    id: string,
    password: string,
  ): Promise<void> {
    const { server, connectionLimit, statementSeconds } = this.options;
    const { role, schema } = await this.requireOurs(connection, id);
    const database = quotedName(server.database);
    const own = quotedName(id);
    const statements = [
      ...(role ? [] : [`CREATE ROLE ${own}`]),
      `ALTER ROLE ${own} LOGIN NOINHERIT CONNECTION LIMIT ${connectionLimit}
         PASSWORD ${quotedText(scramVerifier(password))}`,
      `ALTER ROLE ${own} IN DATABASE ${database} SET search_path = ${own}`,
      `ALTER ROLE ${own} IN DATABASE ${database}
         SET statement_timeout = '${statementSeconds}s'`,
      `COMMENT ON ROLE ${own} IS ${quotedText(this.mark)}`,
      ...(schema ? [] : [`CREATE SCHEMA ${own}`]),
      `COMMENT ON SCHEMA ${own} IS ${quotedText(this.mark)}`,
      `GRANT USAGE, CREATE ON SCHEMA ${own} TO ${own}`,
      `GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${own}`,
    ];
    for (const statement of statements) {
      await connection.query(statement);
    }
    await closePublic(connection, id);
  }

  /**
   * What of it is there.
   *
   * @throws ConflictError if somebody else made it
   */
  private async requireOurs(
    connection: AdminConnection,
    id: string,
  ): Promise<{ role: boolean; schema: boolean }> {
    const found = await connection.query<{ what: string; mark: string | null }>(
      `SELECT 'schema' AS what, obj_description(oid, 'pg_namespace') AS mark
         FROM pg_namespace WHERE nspname = $1
       UNION ALL
       SELECT 'role', shobj_description(oid, 'pg_authid')
         FROM pg_roles WHERE rolname = $1`,
      [id],
    );
    const foreign = found.find(({ mark }) => mark !== this.mark);
    if (foreign) {
      throw new ConflictError(
        `The ${foreign.what} ${id} is in the database already, without the comment '${this.mark}': it was made by somebody else and is left alone`,
      );
    }
    const has = (what: string) => found.some(one => one.what === what);
    return { role: has('role'), schema: has('schema') };
  }
}

/** @throws InputError for the name of anything but a preview */
function identifierOf(environment: string): string {
  const id = databaseIdentifier(environment);
  if (!PREVIEW.test(id)) {
    throw new InputError(`'${environment}' is not the name of a preview`);
  }
  return id;
}

function readPositive(config: Config, key: string, otherwise: number): number {
  const value = config.getOptionalNumber(key) ?? otherwise;
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(
      `${KEY}.${key} must be a whole number of at least 1, but is ${value}`,
    );
  }
  return value;
}

/** Before PostgreSQL 15 everybody may put something into `public`. */
async function closePublic(
  connection: AdminConnection,
  id: string,
): Promise<void> {
  const isOpen = async () => {
    const [{ open }] = await connection.query<{ open: boolean | null }>(
      `SELECT has_schema_privilege($1, oid, 'CREATE') AS open
         FROM pg_namespace WHERE nspname = 'public'
       UNION ALL SELECT NULL LIMIT 1`,
      [id],
    );
    return open === true;
  };
  if (!(await isOpen())) {
    return;
  }
  await connection.query('SAVEPOINT closing');
  await connection
    .query('REVOKE ALL ON SCHEMA public FROM PUBLIC')
    .catch(() => connection.query('ROLLBACK TO SAVEPOINT closing'));
  if (await isOpen()) {
    throw new ConflictError(
      'Previews could write into the schema public of their database, where all would see it. As its owner, run: REVOKE ALL ON SCHEMA public FROM PUBLIC',
    );
  }
}

async function endConnections(
  connection: AdminConnection,
  id: string,
): Promise<void> {
  const deadline = Date.now() + GONE_WITHIN;
  for (;;) {
    const open = await connection.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1',
      [id],
    );
    if (open.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new ConflictError(
        `${open.length} connections of ${id} do not end; its schema is dropped when they have`,
      );
    }
    await sleep(50);
  }
}
