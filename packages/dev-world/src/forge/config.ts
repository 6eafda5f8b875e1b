export interface ForgeConfig {
  /** The account that it runs as. */
  user: string;
  port: number;
  /** Where the program and its assets are. */
  programFolder: string;
  /** Where its data are. */
  folder: string;
  /** Tells its cookie from that of another world: browsers keep cookies by host, not by port. */
  world: string;
  secretKey: string;
  internalToken: string;
  /** 32 bytes, base64url. */
  jwtSecret: string;
}

type Sections = Record<string, Record<string, string | number | boolean>>;

const render = (sections: Sections) =>
  Object.entries(sections)
    .map(([name, values]) =>
      [
        ...(name ? [`[${name}]`] : []),
        ...Object.entries(values).map(([key, value]) => `${key} = ${value}`),
        '',
      ].join('\n'),
    )
    .join('\n');

export const forgeUrl = (port: number) => `http://localhost:${port}`;

/** Gitea's configuration. Everything that would look beyond this machine is off. */
export function appIni(config: ForgeConfig): string {
  const { folder } = config;
  return render({
    '': {
      APP_NAME: 'Forge',
      RUN_MODE: 'prod',
      RUN_USER: config.user,
      WORK_PATH: folder,
    },
    server: {
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: config.port,
      ROOT_URL: `${forgeUrl(config.port)}/`,
      DISABLE_SSH: true,
      OFFLINE_MODE: true,
      STATIC_ROOT_PATH: config.programFolder,
      APP_DATA_PATH: `${folder}/data`,
    },
    database: { DB_TYPE: 'sqlite3', PATH: `${folder}/data/gitea.db` },
    repository: {
      ROOT: `${folder}/repositories`,
      DEFAULT_BRANCH: 'main',
      DEFAULT_PRIVATE: 'public',
    },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: config.secretKey,
      INTERNAL_TOKEN: config.internalToken,
      PASSWORD_COMPLEXITY: 'off',
      MIN_PASSWORD_LENGTH: 6,
      // The cheapest that it offers: people sign in here a hundred times in a test.
      PASSWORD_HASH_ALGO: 'pbkdf2_v1',
    },
    session: { COOKIE_NAME: `forge_${config.world}`, PROVIDER: 'memory' },
    service: {
      DISABLE_REGISTRATION: true,
      NO_REPLY_ADDRESS: 'noreply.example.com',
    },
    // The portal and the image builder are on this machine. By default only
    // hosts elsewhere are called.
    webhook: { ALLOWED_HOST_LIST: 'loopback' },
    oauth2: { ENABLED: true, JWT_SECRET: config.jwtSecret },
    actions: { ENABLED: false },
    packages: { ENABLED: false },
    'cron.update_checker': { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'Warn' },
  });
}
