import type { ForgeAccount, ForgeState } from '../world/types.ts';
import { secret } from '../services/secrets.ts';
import { ForgeClient } from './client.ts';
import type { DemoRepository } from './demoRepositories.ts';
import { grantPortal, openBrowser, redirectUri } from './signIn.ts';
import {
  FORGE_OWNER,
  FORGE_PEOPLE,
  ORGANIZATIONS,
  PROGRAMS,
  passwordOf,
} from './people.ts';

/** Where the forge tells what happens. */
export interface Receiver {
  url: string;
  events: string[];
}

/** Makes everybody who works here: people, and programs with a token each. */
export async function createAccounts(
  url: string,
  admin: ForgeClient,
): Promise<Pick<ForgeState, 'bot' | 'ci' | 'people'>> {
  for (const { login, title, email } of FORGE_PEOPLE) {
    await createUser(admin, {
      login,
      title,
      email,
      password: passwordOf(login),
    });
  }
  const [bot, ci] = [
    await createProgram(url, admin, PROGRAMS.bot),
    await createProgram(url, admin, PROGRAMS.ci),
  ];
  const people = Object.fromEntries(
    FORGE_PEOPLE.map(({ person, login }) => [
      person,
      { login, password: passwordOf(login) },
    ]),
  );
  return { bot, ci, people };
}

function createUser(
  admin: ForgeClient,
  user: { login: string; title: string; email: string; password: string },
): Promise<unknown> {
  return admin.json('POST', '/admin/users', {
    username: user.login,
    full_name: user.title,
    email: user.email,
    password: user.password,
    must_change_password: false,
  });
}

async function createProgram(
  url: string,
  admin: ForgeClient,
  program: { login: string; title: string; scopes: readonly string[] },
): Promise<ForgeAccount> {
  const { login, title } = program;
  const password = secret();
  await createUser(admin, {
    login,
    title,
    email: `${login}@noreply.example.com`,
    password,
  });
  // Only by itself, with its password, can an account get a token.
  const { sha1: token } = await new ForgeClient(url, {
    login,
    password,
  }).json<{ sha1: string }>('POST', `/users/${login}/tokens`, {
    name: 'dev-world',
    scopes: program.scopes,
  });
  return { login, password, token };
}

const UNITS = ['repo.code', 'repo.issues', 'repo.pulls', 'repo.releases'];

/**
 * A team's organisation: its people may write, so may the programs, and Pat looks
 * after it. So does the portal, as only owners may remove what a run has made.
 */
export async function createOrganizations(admin: ForgeClient): Promise<void> {
  for (const { name, title } of ORGANIZATIONS) {
    await admin.json('POST', '/orgs', { username: name, full_name: title });
    const owners = await admin.get<{ id: number; name: string }[]>(
      `/orgs/${name}/teams`,
    );
    await join(admin, owners[0].id, [FORGE_OWNER, PROGRAMS.bot.login]);
    const members = FORGE_PEOPLE.filter(({ team }) => team === name);
    await createTeam(
      admin,
      [name, 'developers'],
      members.map(({ login }) => login),
    );
    await createTeam(
      admin,
      [name, 'programs'],
      Object.values(PROGRAMS).map(({ login }) => login),
    );
  }
}

async function createTeam(
  admin: ForgeClient,
  [organization, name]: [string, string],
  logins: string[],
): Promise<void> {
  const { id } = await admin.json<{ id: number }>(
    'POST',
    `/orgs/${organization}/teams`,
    {
      name,
      permission: 'write',
      units: UNITS,
      includes_all_repositories: true,
      can_create_org_repo: true,
    },
  );
  await join(admin, id, logins);
}

async function join(
  admin: ForgeClient,
  team: number,
  logins: string[],
): Promise<void> {
  for (const login of logins) {
    await admin.json('PUT', `/teams/${team}/members/${login}`);
  }
}

/** Creates a repository and its first commit, by somebody who may push there. */
export async function createRepository(
  admin: ForgeClient,
  repository: DemoRepository,
): Promise<void> {
  const { organization, name, description, files } = repository;
  await admin.json('POST', `/orgs/${organization}/repos`, {
    name,
    description,
    default_branch: 'main',
    auto_init: false,
  });
  const author = FORGE_PEOPLE.find(({ team }) => team === organization);
  const identity = author && { name: author.title, email: author.email };
  await admin.json('POST', `/repos/${organization}/${name}/contents`, {
    branch: 'main',
    message: `Start ${name}`,
    author: identity,
    committer: identity,
    files: Object.entries(files).map(([path, text]) => ({
      operation: 'create',
      path,
      content: Buffer.from(text).toString('base64'),
    })),
  });
}

/** On the organisation, so that a repository which is created later is heard of, too. */
export async function createWebhooks(
  admin: ForgeClient,
  secretText: string,
  receivers: Receiver[],
): Promise<void> {
  for (const { name } of ORGANIZATIONS) {
    for (const { url, events } of receivers) {
      await admin.json('POST', `/orgs/${name}/hooks`, {
        type: 'gitea',
        active: true,
        events,
        config: { url, content_type: 'json', secret: secretText },
      });
    }
  }
}

/** Lets people sign in to the portal with their account here. Both belong to one world, so all have agreed already. */
export async function registerPortal(
  forgeUrl: string,
  admin: ForgeClient,
  portalUrl: string,
): Promise<NonNullable<ForgeState['oidc']>> {
  const { client_id: clientId, client_secret: clientSecret } =
    await admin.json<{ client_id: string; client_secret: string }>(
      'POST',
      '/user/applications/oauth2',
      {
        name: 'Fairway',
        confidential_client: true,
        // Who has agreed once is not asked again.
        skip_secondary_authorization: true,
        redirect_uris: [redirectUri(portalUrl)],
      },
    );
  const oidc = {
    metadataUrl: `${forgeUrl}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
  };
  for (const { login } of FORGE_PEOPLE) {
    const password = passwordOf(login);
    const browser = await openBrowser(forgeUrl, { login, password });
    await grantPortal(forgeUrl, browser, oidc, portalUrl);
  }
  return oidc;
}
