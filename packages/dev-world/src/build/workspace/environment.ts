/** Whose the workspace is, within its image. */
export const USER = { name: 'dev', id: 1000, home: '/home/dev' };

/** What Go is told, in a workspace and wherever something is compiled for one. */
export const GO_ENVIRONMENT = {
  GOTOOLCHAIN: 'local',
  // There is no C compiler.
  CGO_ENABLED: '0',
};

/** What all that runs in a workspace is told. */
export const ENVIRONMENT = {
  PATH: [
    `${USER.home}/.local/bin`,
    `${USER.home}/go/bin`,
    ...['/usr/local/go/bin', '/usr/local/bin', '/usr/bin', '/bin'],
    ...['/usr/local/sbin', '/usr/sbin', '/sbin'],
  ].join(':'),
  HOME: USER.home,
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  // The programs are read-only: what somebody adds is kept in the home folder.
  NPM_CONFIG_PREFIX: `${USER.home}/.local`,
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  ...GO_ENVIRONMENT,
};
