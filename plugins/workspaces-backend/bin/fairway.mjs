#!/usr/bin/env node
// Carries SSH to a workspace through the portal. Needs Node 22 or newer and
// OpenSSH, and nothing from npm.
//
//   fairway ssh-certificate PORTAL CLUSTER NAMESPACE NAME
//   fairway ssh-proxy       PORTAL CLUSTER NAMESPACE NAME
//
// ssh calls both by itself, with what the portal's page says for ~/.ssh/config.
// Who you are: the token in FAIRWAY_TOKEN, else what the command in
// FAIRWAY_TOKEN_COMMAND prints, else `npx @backstage/cli auth print-token`.
import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROTOCOL = 'fairway.workspace.v1';
const FOLDER = join(homedir(), '.fairway', 'ssh');
const KEY = join(FOLDER, 'id_ed25519');
/** Bytes that may wait for the network before reading stops. */
const HIGH_WATER = 1024 * 1024;
/** Milliseconds for which a certificate must be good still. */
const LEEWAY = 60_000;

class Trouble extends Error {}

async function token() {
  const { FAIRWAY_TOKEN, FAIRWAY_TOKEN_COMMAND } = process.env;
  if (FAIRWAY_TOKEN) {
    return FAIRWAY_TOKEN.trim();
  }
  const command =
    FAIRWAY_TOKEN_COMMAND ?? 'npx --no-install @backstage/cli auth print-token';
  try {
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command]);
    return stdout.trim();
  } catch (error) {
    throw new Trouble(
      `You are not signed in to the portal on this machine. Run 'npx @backstage/cli auth login', or set FAIRWAY_TOKEN_COMMAND (${String(
        error.stderr || error.message,
      )
        .trim()
        .split('\n')
        .at(-1)})`,
    );
  }
}

async function call(target, path, init = {}) {
  const { portal, bearer } = target;
  const url = `${portal}/api/workspaces/v1${path}`;
  let response;
  try {
    response = await fetch(url, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
      },
    });
  } catch (error) {
    throw new Trouble(
      `The portal ${portal} cannot be reached: ${
        error.cause?.message || error.cause?.code || error.message
      }`,
    );
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Trouble(
      body.error?.message ?? `The portal answered HTTP ${response.status}`,
    );
  }
  return body;
}

function ensureKey() {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  chmodSync(FOLDER, 0o700);
  if (!existsSync(KEY)) {
    const made = spawnSync(
      'ssh-keygen',
      ['-q', '-t', 'ed25519', '-N', '', '-C', 'fairway', '-f', KEY],
      { encoding: 'utf8' },
    );
    if (made.status !== 0) {
      throw new Trouble(
        `ssh-keygen made no key: ${made.error?.message ?? made.stderr}`,
      );
    }
  }
  return readFileSync(`${KEY}.pub`, 'utf8').trim();
}

/** When a certificate of ours ends stands beside it. */
function isFresh(file) {
  try {
    const until = Date.parse(readFileSync(`${file}.until`, 'utf8'));
    const isOfKey = statSync(file).mtimeMs >= statSync(`${KEY}.pub`).mtimeMs;
    return isOfKey && until - Date.now() > LEEWAY;
  } catch {
    return false;
  }
}

async function fetchCertificate({ portal, ref }) {
  const publicKey = ensureKey();
  const file = join(FOLDER, `${ref.name}-cert.pub`);
  if (isFresh(file)) {
    return;
  }
  const target = { portal, bearer: await token() };
  const { certificate, validTo } = await call(
    target,
    '/workspace/ssh/certificate',
    { method: 'POST', body: JSON.stringify({ ...ref, publicKey }) },
  );
  writeFileSync(file, `${certificate}\n`, { mode: 0o600 });
  writeFileSync(`${file}.until`, validTo, { mode: 0o600 });
}

async function proxy({ portal, ref }) {
  const bearer = await token();
  const query = new URLSearchParams(ref);
  // Says in words what is wrong, which a refused WebSocket does not.
  const info = await call({ portal, bearer }, `/workspace/connect?${query}`);
  if (!info.ssh.available.enabled) {
    throw new Trouble(info.ssh.available.why);
  }
  const url = `${portal.replace(
    /^http/,
    'ws',
  )}/api/workspaces/v1/workspace/ssh?${query}`;
  const socket = new WebSocket(url, {
    protocols: [PROTOCOL],
    headers: { authorization: `Bearer ${bearer}` },
  });
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener(
      'error',
      () =>
        reject(
          new Trouble(
            'The portal refused the connection: a proxy before it may not let WebSockets through',
          ),
        ),
      { once: true },
    );
  });
  socket.addEventListener('message', ({ data }) => {
    process.stdout.write(Buffer.from(data));
  });
  process.stdin.on('data', chunk => {
    socket.send(chunk);
    if (socket.bufferedAmount > HIGH_WATER) {
      process.stdin.pause();
      const timer = setInterval(() => {
        if (socket.bufferedAmount < HIGH_WATER / 2) {
          clearInterval(timer);
          process.stdin.resume();
        }
      }, 5);
    }
  });
  process.stdin.once('end', () => socket.close());
  await new Promise(resolve => {
    socket.addEventListener('close', resolve, { once: true });
  });
  // What is still to be printed is printed first.
  process.stdout.end(() => process.exit(0));
}

const VERBS = { 'ssh-certificate': fetchCertificate, 'ssh-proxy': proxy };

async function main() {
  const [verb, portal, cluster, namespace, name, ...rest] =
    process.argv.slice(2);
  const run = VERBS[verb];
  if (!run || !name || rest.length > 0 || !URL.canParse(portal)) {
    throw new Trouble(
      'Usage: fairway ssh-proxy|ssh-certificate PORTAL CLUSTER NAMESPACE NAME',
    );
  }
  if (!/^ws-[a-z0-9-]+$/.test(name)) {
    throw new Trouble(`'${name}' is not the name of a workspace`);
  }
  await run({
    portal: portal.replace(/\/+$/, ''),
    ref: { cluster, namespace, name },
  });
}

main().catch(error => {
  process.stderr.write(
    `fairway: ${error instanceof Trouble ? error.message : error.stack}\n`,
  );
  process.exit(1);
});
