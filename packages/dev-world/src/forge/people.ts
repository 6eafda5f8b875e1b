/**
 * Who has an account on the forge. A name is an organisation's or a person's,
 * never both: the portal's `platform` is Pat here, as the team has that name.
 */
export const FORGE_PEOPLE = [
  {
    person: 'alice',
    login: 'alice',
    title: 'Alice',
    email: 'alice@example.com',
    team: 'payments',
  },
  {
    person: 'bob',
    login: 'bob',
    title: 'Bob',
    email: 'bob@example.com',
    team: 'shop',
  },
  {
    person: 'platform',
    login: 'pat',
    title: 'Pat',
    email: 'pat@example.com',
    team: 'platform',
  },
] as const;

export const ORGANIZATIONS = [
  { name: 'payments', title: 'Team Payments' },
  { name: 'shop', title: 'Team Shop' },
  { name: 'platform', title: 'Platform' },
];

/** Looks after every organisation. */
export const FORGE_OWNER = 'pat';

/** Known, so that people can try it: the forge answers on this machine only. */
export const passwordOf = (login: string) => `fairway-${login}`;

export const ADMIN_LOGIN = 'forge-admin';

/** What programs sign in as, and what their tokens may do. */
export const PROGRAMS = {
  bot: {
    login: 'fairway',
    title: 'Fairway',
    scopes: [
      'write:repository',
      'write:issue',
      'write:organization',
      'read:user',
    ],
  },
  ci: {
    login: 'ci',
    title: 'Image builder',
    scopes: ['write:repository', 'read:organization'],
  },
} as const;
