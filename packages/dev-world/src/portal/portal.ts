import { createServer } from 'node:net';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateFolder } from '../world/paths.ts';
import {
  isRunning,
  killAll,
  launch,
  markedProcesses,
} from '../world/processes.ts';
import type { ProcessIdentity } from '../world/types.ts';
import { portalConfig, type PortalSettings } from './config.ts';

const USUAL_PORT = 7007;
const READY_TIMEOUT_MS = 180_000;

/** A running portal. */
export interface Portal {
  url: string;
  log: string;
  process: ProcessIdentity;
  stop(): Promise<void>;
}

const portalFolder = (root: string, name: string) =>
  path.join(stateFolder(root), 'portals', name);
const dataFolder = (root: string, name: string) =>
  path.join(portalFolder(root, name), 'data');

/**
 * A free port: the wanted one, or else the usual one, or any.
 *
 * @throws Error if something else listens on the wanted port
 */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await bind(wanted)) === undefined) {
    throw new Error(
      `Port ${wanted} is taken: something else listens there. Choose another with --port`,
    );
  }
  return wanted ?? (await bind(USUAL_PORT)) ?? (await bind(0)) ?? USUAL_PORT;
}

function bind(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        resolve(
          address && typeof address === 'object' ? address.port : undefined,
        ),
      );
    });
  });
}

/** Ends what an earlier portal of this name left running, if anything. */
async function stopPortal(root: string, name: string): Promise<number> {
  const left = markedProcesses(portalFolder(root, name));
  left.forEach(one => process.kill(one.pid, 'SIGTERM'));
  const deadline = Date.now() + 5_000;
  while (left.some(isRunning) && Date.now() < deadline) {
    await sleep(50);
  }
  await killAll(left);
  return left.length;
}

/** Ends it, and takes away what it has kept. */
export async function removePortal(root: string, name: string): Promise<void> {
  await stopPortal(root, name);
  rmSync(dataFolder(root, name), { recursive: true, force: true });
}

export interface PortalOptions {
  root: string;
  name: string;
  settings: PortalSettings;
  onExit?: (why: string) => void;
  signal?: AbortSignal;
}

/**
 * Starts the portal's backend, which serves the pages too, and waits until it
 * answers. Started again, it has kept what it knew, with the keys that sign
 * people in.
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { root, name, settings, signal } = options;
  await stopPortal(root, name);
  const folder = portalFolder(root, name);
  mkdirSync(folder, { recursive: true });
  const config = path.join(folder, 'app-config.json');
  const data = dataFolder(root, name);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(config, JSON.stringify(portalConfig(settings, data), null, 2), {
    mode: 0o600,
  });
  const log = path.join(folder, 'portal.log');
  writeFileSync(log, '');
  const backend = path.join(root, 'packages', 'backend');
  let stopping = false;
  const identity = launch({
    command: [
      process.execPath,
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(backend, 'src', 'index.ts'),
      ...['--config', path.join(root, 'app-config.yaml')],
      ...['--config', config],
    ],
    log,
    worldFolder: folder,
    cwd: backend,
    env: { ...environment(), NODE_ENV: 'development' },
    onExit: (code, sig) =>
      stopping ||
      options.onExit?.(`the portal ended (${sig ?? code}); see ${log}`),
  });
  const url = `http://localhost:${settings.port}`;
  await untilReady({ url, identity, log, signal });
  return {
    url,
    log,
    process: identity,
    stop: async () => {
      stopping = true;
      await stopPortal(root, name);
    },
  };
}

/** All of ours: a kubeconfig's credential plugin may need any of it. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

async function untilReady(options: {
  url: string;
  identity: ProcessIdentity;
  log: string;
  signal?: AbortSignal;
}): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(`${options.url}/.backstage/health/v1/readiness`))) {
    options.signal?.throwIfAborted();
    if (!isRunning(options.identity)) {
      throw new Error(`The portal ended while it started; see ${options.log}`);
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The portal did not answer within ${READY_TIMEOUT_MS / 1000} s; see ${
          options.log
        }`,
      );
    }
    await sleep(200);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** A token as the developer sign-in gives it to this person. */
export async function signInAs(url: string, person: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/developer/refresh`, {
    headers: {
      'x-fairway-person': person,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  if (!response.ok) {
    throw new Error(
      `Sign-in as ${person} was answered ${
        response.status
      }: ${await response.text()}`,
    );
  }
  const body = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return body.backstageIdentity.token;
}

/** Waits until the catalog lists this many components, and returns their names. */
export async function untilCatalogHas(
  url: string,
  components: number,
  person = 'platform',
): Promise<string[]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const names = await componentNames(url, person).catch(() => []);
    if (names.length >= components) {
      return names;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The catalog holds ${names.length} components after 60 s; ${components} were expected`,
      );
    }
    await sleep(500);
  }
}

async function componentNames(url: string, person: string): Promise<string[]> {
  const token = await signInAs(url, person);
  const response = await fetch(
    `${url}/api/catalog/entities/by-query?filter=kind=component&fields=metadata.name&limit=100`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { items } = (await response.json()) as {
    items: { metadata: { name: string } }[];
  };
  return items.map(item => item.metadata.name);
}
