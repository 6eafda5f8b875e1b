import { randomBytes } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { DatabaseAccess } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  eventually,
  TcpProxy,
  testDatabaseIds,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import { Client } from 'pg';
import { readServer } from './AdminConnection';
import { PostgresSchemas } from './PostgresSchemas';

jest.setTimeout(60_000);

const servers = testDatabaseIds()
  .filter(id => id.startsWith('POSTGRES'))
  .map(id => {
    const variable = `BACKSTAGE_TEST_DATABASE_${id.replace('_', '')}`;
    return [id, process.env[`${variable}_CONNECTION_STRING`] ?? ''] as const;
  });

describe('readServer', () => {
  it('reads an address', () => {
    expect(readServer('postgresql://u:p%40@[::1]:1/d', 'k')).toMatchObject({
      host: '::1',
      port: 1,
      database: 'd',
      user: 'u',
      password: 'p@',
    });
    expect(readServer('postgres://u:p@db/d?sslmode=require', 'k').port).toBe(
      5432,
    );
  });

  it.each([
    'db',
    'mysql://u:p@db/d',
    'postgresql://db/d',
    'postgresql://u@db/d',
    'postgresql://u:hush@db',
  ])('refuses %p without repeating it', address => {
    expect(() => readServer(address, 'a.url')).toThrow(
      'a.url must be postgresql://user:password@host:port/database, with all of these but the port',
    );
  });
});

// A role as the README asks for: it may make roles and schemas, no more.
(servers.length > 0 ? describe : describe.skip).each(servers)(
  'PostgresSchemas on %s',
  (_, address) => {
    const suffix = randomBytes(4).toString('hex');
    const database = `previews_${suffix}`;
    const admin = { user: `fairway_${suffix}`, password: 'admin:@/password' };
    const clients: Client[] = [];
    let schemas: PostgresSchemas;

    const connect = async (url: string) => {
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    };
    const superuserOf = (of: string) => {
      const url = new URL(address);
      url.pathname = `/${of}`;
      return connect(url.href);
    };
    const adminUrl = (change: { port?: number; password?: string } = {}) => {
      const url = new URL(address);
      url.username = admin.user;
      url.password = encodeURIComponent(change.password ?? admin.password);
      url.pathname = `/${database}`;
      url.port = `${change.port ?? url.port}`;
      return url.href;
    };
    const create = (
      change: { port?: number; password?: string } = {},
      more: object = {},
      instance = 'default',
    ) =>
      PostgresSchemas.fromConfig(
        new ConfigReader({
          environments: {
            previews: { databases: { url: adminUrl(change), ...more } },
          },
        }),
        { instance },
      ) as PostgresSchemas;
    const signIn = ({ username, password, host, port }: DatabaseAccess) =>
      connect(
        `postgresql://${username}:${password}@${host}:${port}/${database}`,
      );
    const count = async (sql: string, ...values: unknown[]) => {
      const root = await superuserOf(database);
      return (await root.query(sql, values)).rowCount;
    };
    let next = 0;
    const newName = () => `pv-web-${next++}-${suffix}`;

    beforeAll(async () => {
      const root = await superuserOf('postgres');
      await root.query(
        `CREATE ROLE ${admin.user} LOGIN CREATEROLE PASSWORD '${admin.password}'`,
      );
      await root.query(`CREATE DATABASE ${database}`);
      await root.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
      await root.query(
        `GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${admin.user} WITH GRANT OPTION`,
      );
      schemas = create();
    });

    afterEach(async () => {
      await Promise.all(clients.splice(0).map(client => client.end()));
    });

    afterAll(async () => {
      for (const instance of ['default', 'other']) {
        const own = create({}, {}, instance);
        for (const id of await own.list()) {
          await own.drop(id.replaceAll('_', '-'));
        }
      }
      const root = await superuserOf('postgres');
      await root.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await root.query(`DROP ROLE ${admin.user}`);
      await root.end();
    });

    it('gives a schema that is found without being named, and the same again', async () => {
      const environment = newName();
      const id = environment.replaceAll('-', '_');
      const access = await schemas.ensure(environment);
      expect(access).toEqual({
        host: new URL(address).hostname,
        port: Number(new URL(address).port),
        database,
        schema: id,
        username: id,
        password: expect.stringMatching(/^[\w-]{43}$/),
      });
      const app = await signIn(access);
      await app.query('CREATE TABLE payments (id serial, amount int)');
      await app.query('INSERT INTO payments (amount) VALUES (42)');
      const at = await app.query(
        "SELECT schemaname FROM pg_tables WHERE tablename = 'payments'",
      );
      expect(at.rows).toEqual([{ schemaname: id }]);

      expect(await schemas.ensure(environment)).toEqual(access);
      const again = await signIn(access);
      const { rows } = await again.query('SELECT amount FROM payments');
      expect(rows).toEqual([{ amount: 42 }]);
      expect(await schemas.list()).toContain(id);
    });

    it('is reached by pods at their own address, and as often as is allowed', async () => {
      const limited = create(
        {},
        { podHost: '127.0.0.1', connectionLimit: 2, statementSeconds: 1 },
      );
      const access = await limited.ensure(newName());
      expect(access).toMatchObject({ host: '127.0.0.1' });
      const app = await signIn(access);
      await signIn(access);
      await expect(signIn(access)).rejects.toThrow('too many connections');
      await expect(app.query('SELECT pg_sleep(5)')).rejects.toThrow(
        'statement timeout',
      );
      const elsewhere = create({}, { podHost: 'db.pods', podPort: 5433 });
      expect(await elsewhere.ensure(newName())).toMatchObject({
        host: 'db.pods',
        port: 5433,
      });
    });

    it('keeps previews apart, and out of everything else', async () => {
      const [mine, theirs] = [
        await schemas.ensure(newName()),
        await schemas.ensure(newName()),
      ];
      const them = await signIn(theirs);
      await them.query('CREATE TABLE secrets (text text)');
      await them.query('GRANT ALL ON secrets TO PUBLIC');
      const root = await superuserOf(database);
      await root.query('CREATE TABLE IF NOT EXISTS public.shared (a int)');
      const app = await signIn(mine);
      const other = theirs.schema;
      for (const statement of [
        `SELECT * FROM ${other}.secrets`,
        `CREATE TABLE ${other}.mine (a int)`,
        `DROP SCHEMA ${other} CASCADE`,
        `ALTER SCHEMA ${mine.schema} RENAME TO pv_taken_1_aaaaaaaa`,
        'CREATE TABLE public.mine (a int)',
        'SELECT * FROM public.shared',
        'CREATE SCHEMA pv_more_1_aaaaaaaa',
        'CREATE ROLE more',
        `SET ROLE ${other}`,
        `SET ROLE ${admin.user}`,
        `ALTER ROLE ${other} PASSWORD 'mine'`,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${other}'`,
      ]) {
        await expect(app.query(statement)).rejects.toThrow(
          /permission denied|must be|must have/,
        );
      }
      // Only a warning: it has nothing to give.
      await app.query(`GRANT ALL ON SCHEMA ${mine.schema} TO PUBLIC`);
      await expect(
        them.query(`CREATE TABLE ${mine.schema}.theirs (a int)`),
      ).rejects.toThrow('permission denied');
      await app.query(`SET search_path = ${other}`);
      await expect(app.query('SELECT * FROM secrets')).rejects.toThrow(
        'does not exist',
      );
      expect(mine.password).not.toBe(theirs.password);
      await expect(
        signIn({ ...theirs, password: mine.password }),
      ).rejects.toThrow('password authentication failed');
    });

    it('takes all of it away, also while it is used', async () => {
      const environment = newName();
      const kept = await schemas.ensure(newName());
      const access = await schemas.ensure(environment);
      const app = await signIn(access);
      await app.query('CREATE TABLE a (b int); CREATE VIEW c AS TABLE a');
      await app.query('CREATE TEMPORARY TABLE t (a int)');
      await app.query('SELECT lo_create(0)');
      await app.query('BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE');
      const ended = new Promise<void>(resolve => {
        app.on('end', resolve);
      });
      await schemas.drop(environment);
      await ended;
      await expect(signIn(access)).rejects.toThrow();
      const { schema } = access;
      expect(
        await count('SELECT FROM pg_namespace WHERE nspname = $1', schema),
      ).toBe(0);
      expect(
        await count('SELECT FROM pg_roles WHERE rolname = $1', schema),
      ).toBe(0);
      expect(await count('SELECT FROM pg_largeobject_metadata')).toBe(0);
      expect(await schemas.list()).toContain(kept.schema);
      expect(await schemas.list()).not.toContain(schema);

      // Nothing there is fine, and it can come back.
      await schemas.drop(environment);
      await schemas.ensure(environment);
    });

    it('goes on where an earlier drop was stopped', async () => {
      const environment = newName();
      const { schema } = await schemas.ensure(environment);
      const root = await superuserOf(database);
      await root.query(`DROP SCHEMA ${schema}; ALTER ROLE ${schema} NOLOGIN`);
      expect(await schemas.list()).toContain(schema);
      const access = await schemas.ensure(environment);
      await (await signIn(access)).query('CREATE TABLE a (b int)');
      const us = await connect(adminUrl());
      await us.query(
        `GRANT ${schema} TO CURRENT_USER; DROP OWNED BY ${schema}; DROP ROLE ${schema}`,
      );
      await schemas.drop(environment);
      expect(await schemas.list()).not.toContain(schema);
    });

    it('does not get into its own way', async () => {
      const names = Array.from({ length: 6 }, newName);
      const one = newName();
      await Promise.all(
        [...names, one, one, one].map(environment =>
          create().ensure(environment),
        ),
      );
      await Promise.all(
        [...names, one, one].map(environment => create().drop(environment)),
      );
      expect(await schemas.list()).not.toContain(one.replaceAll('-', '_'));
    });

    it('never touches what it did not make', async () => {
      const root = await superuserOf(database);
      const environment = newName();
      const id = environment.replaceAll('-', '_');
      await root.query(`CREATE SCHEMA ${id}; CREATE TABLE ${id}.a (b int)`);
      for (const call of [
        () => schemas.ensure(environment),
        () => schemas.drop(environment),
      ]) {
        await expect(call()).rejects.toMatchObject({ name: 'ConflictError' });
      }
      expect(await count(`SELECT FROM ${id}.a`)).toBe(0);
      expect(await schemas.list()).not.toContain(id);
      await root.query(`DROP SCHEMA ${id} CASCADE`);

      const others = create({}, {}, 'other');
      await others.ensure(environment);
      await expect(schemas.drop(environment)).rejects.toMatchObject({
        name: 'ConflictError',
      });
      expect(await schemas.list()).not.toContain(id);
      expect(await others.list()).toEqual([id]);

      for (const name of [
        'postgres',
        'public',
        'sb-alice-x-aaaaaaaa',
        'pv-"; DROP SCHEMA public; --',
        `pv-${'x'.repeat(70)}`,
        'PV-web-1-aaaaaaaa',
        'pv-',
      ]) {
        await expect(schemas.ensure(name)).rejects.toMatchObject({
          name: 'InputError',
        });
        await expect(schemas.drop(name)).rejects.toMatchObject({
          name: 'InputError',
        });
      }
    });

    it('says so where everybody may write into public', async () => {
      const root = await superuserOf(database);
      await root.query('GRANT CREATE ON SCHEMA public TO PUBLIC');
      try {
        const environment = newName();
        await expect(schemas.ensure(environment)).rejects.toThrow(
          'REVOKE ALL ON SCHEMA public FROM PUBLIC',
        );
        expect(await schemas.list()).not.toContain(
          environment.replaceAll('-', '_'),
        );
        // Whoever owns the schema closes it by itself.
        await root.query(`ALTER SCHEMA public OWNER TO ${admin.user}`);
        const app = await signIn(await schemas.ensure(environment));
        await expect(
          app.query('CREATE TABLE public.mine (a int)'),
        ).rejects.toThrow('permission denied');
      } finally {
        await root.query('ALTER SCHEMA public OWNER TO CURRENT_USER');
        await root.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
      }
    });

    it('says what is wrong with the server, in time', async () => {
      const environment = newName();
      const refused = create({ port: 1 }).ensure(environment);
      await expect(refused).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          /^The database of previews at \S+:1 does not answer/,
        ),
      });
      await expect(
        create({ password: 'wrong-one' }).ensure(environment),
      ).rejects.toThrow(
        /cannot be used as fairway_\w+; caused by error: password authentication failed/,
      );
      await expect(
        create({ password: 'wrong-one' }).ensure(environment),
      ).rejects.not.toThrow(/wrong-one/);

      const proxy = await TcpProxy.before(address);
      proxy.stall(true);
      const began = Date.now();
      await expect(
        create({ port: proxy.port }).ensure(environment),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      expect(Date.now() - began).toBeLessThan(8_000);

      const stop = new AbortController();
      const waiting = create({ port: proxy.port }).ensure(environment, {
        signal: stop.signal,
      });
      const why = new Error('The portal stops');
      setTimeout(() => stop.abort(why), 50);
      await expect(waiting).rejects.toBe(why);
      await proxy.close();
    });

    it('leaves half a thing nowhere when the connection is cut', async () => {
      const proxy = await TcpProxy.before(address);
      const environment = newName();
      const cut = create({ port: proxy.port });
      const making = cut.ensure(environment);
      const connected = (async () => {
        while (proxy.connections === 0) {
          await new Promise(setImmediate);
        }
        await new Promise(resolve => setTimeout(resolve, 8));
        proxy.cut();
      })();
      await Promise.allSettled([making, connected]);
      await proxy.close();
      const access = await eventually(() => schemas.ensure(environment));
      const app = await signIn(access);
      await expect(app.query('CREATE TABLE a (b int)')).resolves.toBeDefined();
    });
  },
);
