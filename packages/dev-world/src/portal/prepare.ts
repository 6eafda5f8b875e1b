import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stateFolder } from '../world/paths.ts';
import { fingerprint } from './fingerprint.ts';

const YARN = '.yarn/releases/yarn-4.13.0.cjs';

/** Runs Yarn 4, which lies in the repository, with its output in a log file. */
export function yarn(
  root: string,
  args: string[],
  options: { log: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<void> {
  return runLogged([process.execPath, path.join(root, YARN), ...args], {
    cwd: root,
    ...options,
  });
}

/** Runs a command with its output in a log file; a failure quotes the log's end. */
export function runLogged(
  [file, ...args]: string[],
  options: {
    cwd: string;
    log: string;
    env?: NodeJS.ProcessEnv;
    signal?: AbortSignal;
  },
): Promise<void> {
  mkdirSync(path.dirname(options.log), { recursive: true });
  const log = createWriteStream(options.log);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      log.end(() =>
        code === 0
          ? resolve()
          : reject(
              new Error(failure([file, ...args], signal ?? code, options.log)),
            ),
      ),
    );
  });
}

function failure(command: string[], how: unknown, log: string): string {
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-30);
  return `${command
    .slice(1)
    .join(' ')} ended with ${how}; the end of ${log}:\n${tail.join('\n')}`;
}

/** A step that need not be done again as long as what it depends on is the same. */
export async function oncePer(
  stamp: string,
  version: string,
  work: () => Promise<void>,
): Promise<'done' | 'still good'> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) {
    return 'still good';
  }
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, version);
  return 'done';
}

/** Installs the packages of yarn.lock, exactly. */
export function installPackages(root: string, signal?: AbortSignal) {
  const state = stateFolder(root);
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(path.join(root, folder))
      .map(name => path.join(folder, name, 'package.json'))
      .filter(file => existsSync(path.join(root, file))),
  );
  const version = [
    process.version,
    fingerprint(root, ['yarn.lock', 'package.json', ...manifests]),
  ].join(' ');
  return oncePer(
    // Beside the packages, so that removing them asks for a new install.
    path.join(root, 'node_modules', '.fairway-installed'),
    version,
    () =>
      yarn(root, ['install', '--immutable'], {
        log: path.join(state, 'logs', 'install.log'),
        // Native modules find the headers of this very Node here, offline.
        env: { npm_config_nodedir: process.env.FAIRWAY_NODE_HOME },
        signal,
      }),
  );
}

const readManifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    dependencies?: Record<string, string>;
  };

/** A package's folder, and those of our own packages that it depends on. */
export function sourcesOf(root: string, folder: string): string[] {
  const packages = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(path.join(root, parent)).map(name => path.join(parent, name)),
  );
  const manifests = new Map(
    packages
      .filter(one => existsSync(path.join(root, one, 'package.json')))
      .map(one => [one, readManifest(path.join(root, one))]),
  );
  const found = new Set<string>();
  const visit = (one: string) => {
    found.add(one);
    const needed = Object.keys(manifests.get(one)?.dependencies ?? {});
    [...manifests]
      .filter(([at, { name }]) => needed.includes(name) && !found.has(at))
      .forEach(([at]) => visit(at));
  };
  visit(folder);
  return [...found];
}

/** Builds the portal's pages; the backend serves them. */
export function buildApp(root: string, signal?: AbortSignal) {
  return oncePer(
    path.join(root, 'packages', 'app', 'dist', '.fairway-built'),
    fingerprint(root, ['yarn.lock', ...sourcesOf(root, 'packages/app')]),
    () =>
      yarn(root, ['workspace', 'app', 'build'], {
        log: path.join(stateFolder(root), 'logs', 'app-build.log'),
        signal,
      }),
  );
}
