import {
  ConflictError,
  ForwardedError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';

const TIMEOUTS = {
  /** Until signed in. */
  connect: 5_000,
  /** For a statement, as the server sees it, and one as we do. */
  statement: 30_000,
  answer: 35_000,
  /** For what somebody else holds: another portal, or a backup. */
  lock: 20_000,
};

/** Any number that nothing else in the database uses. */
const LOCK = 4_021_963_187_502;

/** Where the server is, and who we are there. */
export interface DatabaseServer {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** The whole of it, with what the driver reads of it besides, e.g. `sslmode`. */
  url: string;
}

/**
 * Reads `postgresql://user:password@host:port/database`.
 *
 * @throws InputError naming the key, never the address: it holds a password
 */
export function readServer(address: string, key: string): DatabaseServer {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const database = decodeURIComponent(url?.pathname.slice(1) ?? '');
  const isOne =
    url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname && database;
  if (!isOne || !url.username || !url.password) {
    throw new InputError(
      `${key} must be postgresql://user:password@host:port/database, with all of these but the port`,
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 5432),
    database,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    url: address,
  };
}

export const quotedName = escapeIdentifier;
export const quotedText = escapeLiteral;

/** A connection of the administrator, for one piece of work. */
export class AdminConnection {
  private constructor(private readonly client: Client) {}

  /**
   * Connects, does the work while no other portal works on the same database,
   * and disconnects. Every step ends by a time-out.
   *
   * @throws ServiceUnavailableError if the server does not answer, an Error
   *   with the server's words if it refuses
   */
  static async use<T>(
    server: DatabaseServer,
    signal: AbortSignal | undefined,
    work: (connection: AdminConnection) => Promise<T>,
  ): Promise<T> {
    const client = new Client({
      connectionString: server.url,
      connectionTimeoutMillis: TIMEOUTS.connect,
      statement_timeout: TIMEOUTS.statement,
      query_timeout: TIMEOUTS.answer,
      lock_timeout: TIMEOUTS.lock,
      application_name: 'fairway',
      // Nothing that a preview made is ever found by its mere name.
      options: '-c search_path=pg_catalog',
    });
    // A lost connection is an answer to whoever waits for one, not a crash.
    client.on('error', () => undefined);
    const stop = stopOf(signal);
    try {
      return await Promise.race([
        stop.stopped,
        client
          .connect()
          .then(() => client.query('SELECT pg_advisory_lock($1)', [LOCK]))
          .then(() => work(new AdminConnection(client))),
      ]);
    } catch (error) {
      signal?.throwIfAborted();
      throw inWords(error, server);
    } finally {
      stop.done();
      client.end().catch(() => undefined);
    }
  }

  /** Rows as objects. */
  async query<Row extends object>(
    statement: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const { rows } = await this.client.query<Row>(statement, values);
    return rows;
  }

  /** All of it or nothing. */
  async transaction(work: () => Promise<void>): Promise<void> {
    await this.query('BEGIN');
    try {
      await work();
      await this.query('COMMIT');
    } catch (error) {
      await this.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

/** A promise that fails when the caller gives up. */
function stopOf(signal?: AbortSignal): {
  stopped: Promise<never>;
  done: () => void;
} {
  let done = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const give = () => reject(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', give);
    done = () => signal?.removeEventListener('abort', give);
  });
  return { stopped, done };
}

/** The server's own words are kept; they hold no password. */
function inWords(error: unknown, { host, port, user }: DatabaseServer): Error {
  const where = `The database of previews at ${host}:${port}`;
  if (error instanceof DatabaseError) {
    return new ForwardedError(
      isOfTheServer(error)
        ? `${where} cannot be used as ${user}`
        : `${where} refuses`,
      error,
    );
  }
  // Ours: they say what is wrong already.
  if (error instanceof InputError || error instanceof ConflictError) {
    return error;
  }
  return new ServiceUnavailableError(`${where} does not answer`, error);
}

/** Classes 28 and 3D: who may connect to what; 53 and 57: full, or stopping. */
function isOfTheServer({ code = '' }: DatabaseError): boolean {
  return /^(28|3D|53|57P)/.test(code);
}
