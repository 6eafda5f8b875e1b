import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readState } from '../world/state.ts';
import type { ForgeState, WorldState } from '../world/types.ts';
import { Builder } from './builder.ts';
import { headOfPush, isSignedBy } from './push.ts';

const SWEEP_EVERY_MS = 60_000;
const LARGEST_PUSH = 5_000_000;

const log = (line: string) =>
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);

/** The world and its forge, once the latter is up. */
async function forgeOf(
  root: string,
  name: string,
): Promise<{ state: WorldState; forge: ForgeState }> {
  for (;;) {
    const state = readState(root, name);
    const forge = state?.services?.forge;
    if (state && forge && !('off' in forge)) {
      return { state, forge };
    }
    await sleep(100);
  }
}

/** Takes pushes that the forge tells of. They are hints: what is missed, the next sweep finds. */
function receive(port: number, secret: string, builder: Builder): void {
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > LARGEST_PUSH) {
        request.destroy();
      }
    });
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const signature = request.headers['x-gitea-signature'];
      if (!isSignedBy(secret, body, String(signature ?? ''))) {
        response.writeHead(401).end('wrong signature\n');
        return;
      }
      const head = headOfPush(JSON.parse(body.toString('utf8')));
      if (head) {
        builder.build(head);
      }
      response.writeHead(202).end();
    });
  }).listen(port, '127.0.0.1');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      root: { type: 'string' },
      name: { type: 'string' },
      port: { type: 'string' },
    },
  });
  const { state, forge } = await forgeOf(values.root ?? '', values.name ?? '');
  const builder = new Builder(state, forge, log);
  receive(Number(values.port), forge.webhookSecret, builder);
  log(`builds images of ${forge.organizations.join(', ')}`);
  for (;;) {
    await builder.sweep().catch((error: Error) => log(error.message));
    await sleep(SWEEP_EVERY_MS);
  }
}

main().catch((error: Error) => {
  log(error.stack ?? error.message);
  process.exit(1);
});
