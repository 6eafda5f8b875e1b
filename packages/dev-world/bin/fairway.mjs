#!/usr/bin/env node
/**
 * The way in: `npm start`, `npm test`, `npm run check`, `yarn dev-world`.
 *
 * Runs on whatever Node (20 or later) is there and needs nothing installed. It
 * finds a Node that Backstage supports and that runs TypeScript directly, gets
 * one from the npm registry if need be, and hands over to it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '24.21.0';
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const MAINS = {
  start: 'packages/dev-world/src/commands/start.ts',
  test: 'packages/dev-world/src/commands/test.ts',
  check: 'packages/dev-world/src/commands/check.ts',
  world: 'packages/dev-world/src/commands/world.ts',
};

const [command, ...args] = process.argv.slice(2);
const main = MAINS[command];
if (!main) {
  fail(`usage: fairway.mjs ${Object.keys(MAINS).join('|')} [OPTIONS]`);
}

const node = usable(process.versions.node) ? process.execPath : fetchedNode();
const child = spawn(
  node,
  [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    '--disable-warning=ExperimentalWarning',
    join(root, main),
    ...args,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FAIRWAY_ROOT: root,
      FAIRWAY_NODE_HOME: dirname(dirname(node)),
      PATH: `${dirname(node)}:${process.env.PATH}`,
    },
  },
);
// Ctrl-C reaches the child by itself, as both are in the terminal's foreground
// group; a plain `kill` reaches only us.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));

/** Backstage 1.55 wants Node 22 or 24; TypeScript runs directly from 22.18 on. */
function usable(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 18);
}

function fetchedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(root, '.fairway', 'node', NODE_VERSION);
  const binary = join(home, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) {
    return binary;
  }
  console.log(
    `Node ${process.versions.node} is here; Backstage needs 22 or 24. Getting Node ${NODE_VERSION} (once, about 10 s) …`,
  );
  mkdirSync(home, { recursive: true });
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const { status, stderr } = spawnSync(
    npm[0],
    [
      ...npm.slice(1),
      ...['install', '--prefix', home, '--ignore-scripts', '--no-audit'],
      ...['--no-fund', '--loglevel=error', `${name}@${NODE_VERSION}`],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (status !== 0 || !existsSync(binary)) {
    fail(
      `Could not get Node ${NODE_VERSION} as the npm package ${name}:\n${stderr}\n` +
        'Install Node 24 yourself (https://nodejs.org) and run the command again.',
    );
  }
  return binary;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
