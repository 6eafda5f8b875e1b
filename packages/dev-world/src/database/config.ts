/** The addresses of a world from which its database may be reached, besides this machine's own. */
export interface Reach {
  /** Addresses to listen on. */
  listen: string[];
  /** Networks to let in. */
  networks: string[];
}

export function serverArguments(port: number, reach: Reach): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: reach.listen.join(','),
    port,
    // Only TCP: a socket's place would have to be agreed upon.
    unix_socket_directories: '',
    // All of it ends with the world: nothing has to survive a power cut, and
    // nothing may stay in the machine's shared memory.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    dynamic_shared_memory_type: 'mmap',
    shared_buffers: '32MB',
    max_connections: 200,
    password_encryption: 'scram-sha-256',
    log_min_messages: 'warning',
  };
  return Object.entries(settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

/** Who may connect from where: everybody with a password, from nowhere else. */
export function hostBasedAccess({ networks }: Reach): string {
  return ['127.0.0.1/32', ...networks]
    .map(network => `host all all ${network} scram-sha-256\n`)
    .join('');
}

/**
 * The role that Fairway uses. It may make roles and schemas for previews and end
 * their connections; it is not a superuser. Nobody may put anything into the
 * `public` schema, so an application that ignores its own schema is noticed.
 */
export function setUpStatements(
  database: string,
  admin: { user: string; password: string },
): string {
  return [
    `CREATE ROLE ${admin.user} LOGIN CREATEROLE PASSWORD '${admin.password}';`,
    `GRANT pg_signal_backend TO ${admin.user};`,
    `CREATE DATABASE ${database};`,
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`,
    `GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${admin.user} WITH GRANT OPTION;`,
    `\\connect ${database}`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    '',
  ].join('\n');
}
