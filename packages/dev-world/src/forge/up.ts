import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildForge, isForgeBuilt } from '../build/forge.ts';
import type { ForgeProgram } from '../build/forge.ts';
import { goCompiler } from '../build/go.ts';
import { areRenderersBuilt, buildRenderers } from '../build/renderers.ts';
import type { Renderers } from '../build/renderers.ts';
import { run } from '../build/run.ts';
import { startBuilder } from '../builder/start.ts';
import { CannotRun, hasRealNode, untilAnswers } from '../services/context.ts';
import type { ServiceContext } from '../services/context.ts';
import { secret } from '../services/secrets.ts';
import { Confinement } from '../world/confinement.ts';
import { startPart } from '../world/parts.ts';
import { worldFolder } from '../world/paths.ts';
import { chooseServicePort } from '../world/ports.ts';
import { systemPath } from '../world/processes.ts';
import type { ForgeAccount, ForgeState } from '../world/types.ts';
import { ForgeClient } from './client.ts';
import { appIni, forgeUrl } from './config.ts';
import { demoRepositories, repositoriesFolder } from './demoRepositories.ts';
import type { DemoRepository } from './demoRepositories.ts';
import { ADMIN_LOGIN, ORGANIZATIONS } from './people.ts';
import { PULL_REQUESTS, openPullRequest } from './pullRequests.ts';
import { writeAssets } from './web.ts';
import {
  createAccounts,
  createOrganizations,
  createRepository,
  createWebhooks,
  registerPortal,
} from './setUp.ts';

export interface ForgeOptions extends ServiceContext {
  /** Where the portal is, for the sign-in and the webhooks. */
  portalUrl?: string;
  /** Path of the portal that takes webhooks. */
  webhookPath?: string;
}

/**
 * What the portal is told of: pull requests that are opened, pushed to, labelled,
 * closed, and the outcome of builds. `pull_request` would cover comments, too:
 * also those of the portal.
 */
const PORTAL_EVENTS = [
  'pull_request_only',
  'pull_request_sync',
  'pull_request_label',
  'status',
];

/** Builds the forge and what the portal needs to work with its repositories. */
export async function prepareForge(
  options: ServiceContext,
): Promise<ForgeProgram & Renderers> {
  await requireGit();
  if (!isForgeBuilt(options.root)) {
    await requireCompiler();
  }
  const forge = await buildForge(options);
  return { ...forge, ...(await buildRenderers(options)) };
}

/** Whether {@link prepareForge} has nothing to do. */
export const isForgePrepared = (root: string) =>
  isForgeBuilt(root) && areRenderersBuilt(root);

/** Gitea, with the demo's people, organisations and repositories, and the builder of its images. */
export async function upForge(options: ForgeOptions): Promise<ForgeState> {
  const { root, state } = options;
  const program = await prepareForge(options);
  const port = await chooseServicePort(state.index, 'forge');
  const admin = await startGitea(options, { ...program, port });
  const url = forgeUrl(port);
  const asAdmin = new ForgeClient(url, admin);
  const accounts = await createAccounts(url, asAdmin);
  await createOrganizations(asAdmin);
  const repositories = demoRepositories(repositoriesFolder(root), {
    realNode: hasRealNode(state),
  });
  for (const repository of repositories) {
    await createRepository(asAdmin, repository);
    await openPullRequests(url, repository);
  }
  const forge: ForgeState = {
    url,
    version: program.version,
    kustomize: program.kustomize,
    helm: program.helm,
    ...(hasRealNode(state) && { clusterUrl: forwardToPods(options, port) }),
    organizations: ORGANIZATIONS.map(({ name }) => name),
    repositories: repositories.map(
      ({ organization, name }) => `${organization}/${name}`,
    ),
    admin,
    ...accounts,
    webhookSecret: secret(32),
  };
  const builder = await chooseServicePort(state.index, 'builder');
  const { portalUrl, webhookPath } = options;
  if (portalUrl) {
    forge.oidc = await registerPortal(url, asAdmin, portalUrl);
  }
  await createWebhooks(asAdmin, forge.webhookSecret, [
    { url: `http://127.0.0.1:${builder}/`, events: ['push'] },
    ...(portalUrl && webhookPath
      ? [{ url: webhookUrl(portalUrl, webhookPath), events: PORTAL_EVENTS }]
      : []),
  ]);
  startBuilder(options, builder);
  return forge;
}

async function openPullRequests(
  url: string,
  { organization, name, files }: DemoRepository,
): Promise<void> {
  const requests = PULL_REQUESTS.filter(
    one => one.organization === organization && one.repository === name,
  );
  for (const request of requests) {
    await openPullRequest(url, files, request);
  }
}

/** By address: `localhost` may be looked up as one that the portal does not listen on. */
export function webhookUrl(portalUrl: string, webhookPath: string): string {
  const url = new URL(webhookPath, portalUrl);
  url.hostname = '127.0.0.1';
  return url.href;
}

async function requireGit(): Promise<void> {
  try {
    await run(['git', 'version'], { env: { PATH: systemPath() } });
  } catch {
    throw new CannotRun('the forge needs git');
  }
}

async function requireCompiler(): Promise<void> {
  const compiler = await goCompiler();
  try {
    await run([compiler, '--version']);
  } catch {
    throw new CannotRun(
      `the forge needs a C compiler to be built, and there is no '${compiler}'`,
    );
  }
}

/** Starts Gitea and returns its administrator. */
async function startGitea(
  { root, state, signal }: ForgeOptions,
  program: { folder: string; port: number },
): Promise<ForgeAccount> {
  const folder = path.join(worldFolder(root, state.name), 'forge');
  const confinement = Confinement.create({
    accounts: ['git', 'nobody'],
    folders: { forge: folder, program: program.folder },
    own: 'forge',
  });
  const ini = path.join(folder, 'app.ini');
  writeFileSync(
    ini,
    appIni({
      user: confinement.account.name,
      port: program.port,
      programFolder: confinement.at('program'),
      folder: confinement.at('forge'),
      world: state.name,
      secretKey: secret(32),
      internalToken: secret(48),
      jwtSecret: secret(32),
    }),
    { mode: 0o600 },
  );
  confinement.give(ini);
  ['data', 'repositories'].forEach(name => {
    mkdirSync(path.join(folder, name));
    confinement.give(path.join(folder, name));
  });
  writeAssets(root, folder);
  const gitea = (...args: string[]) =>
    confinement.wrap([
      path.join(confinement.at('program'), 'forge'),
      ...args,
      '--config',
      path.join(confinement.at('forge'), 'app.ini'),
    ]);
  const env = {
    PATH: systemPath(),
    HOME: path.join(confinement.at('forge'), 'data'),
    USER: confinement.account.name,
  };
  const admin = { login: ADMIN_LOGIN, password: secret() };
  await run(gitea('migrate'), { env, signal });
  await run(
    gitea(
      ...['admin', 'user', 'create', '--admin'],
      ...['--username', admin.login, '--password', admin.password],
      ...['--email', `${admin.login}@noreply.example.com`],
      '--must-change-password=false',
    ),
    { env, signal },
  );
  const server = startPart(root, state, {
    name: 'forge',
    command: gitea('web'),
    env,
  });
  const url = forgeUrl(program.port);
  await untilAnswers(
    'forge',
    server,
    () => new ForgeClient(url, admin).get('/user'),
    signal,
  );
  return { ...admin, token: await createToken(url, admin) };
}

async function createToken(
  url: string,
  admin: { login: string; password: string },
): Promise<string> {
  const { sha1 } = await new ForgeClient(url, admin).json<{ sha1: string }>(
    'POST',
    `/users/${admin.login}/tokens`,
    { name: 'dev-world', scopes: ['all'] },
  );
  return sha1;
}

/** Pods cannot reach this machine's loopback, so they get a door of their own. */
function forwardToPods(
  { root, state, tools }: ForgeOptions,
  port: number,
): string {
  const { hostAddress } = state.network;
  startPart(root, state, {
    name: 'forge-forward',
    command: [
      tools.helper,
      'forward',
      `--listen=${hostAddress}:${port}`,
      `--to=127.0.0.1:${port}`,
    ],
  });
  return `http://${hostAddress}:${port}`;
}
