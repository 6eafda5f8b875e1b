import { createServer } from 'node:net';
import type { WorldPorts } from './types.ts';

const NAMES: (keyof WorldPorts)[] = [
  'apiServer',
  'etcdClient',
  'etcdPeer',
  'controllerManager',
  'scheduler',
  'kwok',
];

/** Below the range from which operating systems hand out ports for outgoing connections. */
const BASE = 26000;

/** Binds to a port (0: any) and lets go of it; undefined if it is taken. */
export type TryPort = (port: number) => Promise<number | undefined>;

const bindOnce: TryPort = port =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        resolve(
          address !== null && typeof address === 'object'
            ? address.port
            : undefined,
        ),
      );
    });
  });

/**
 * The ports a world takes when they are free. They follow from its index, so
 * that two worlds started at once do not choose the same.
 */
export function usualPorts(index: number): WorldPorts {
  const first = BASE + index * 10;
  return Object.fromEntries(
    NAMES.map((name, offset) => [name, first + offset]),
  ) as unknown as WorldPorts;
}

/** The usual ports, or free ones in place of those that are taken. */
export async function choosePorts(
  index: number,
  tryPort: TryPort = bindOnce,
): Promise<WorldPorts> {
  const usual = usualPorts(index);
  const chosen = { ...usual };
  for (const name of NAMES) {
    chosen[name] = (await tryPort(usual[name])) ?? (await anyPort(tryPort));
  }
  return chosen;
}

/** The ports that the services of a world take, after those of its control plane. */
const SERVICE_OFFSETS = { forge: 6, database: 7, builder: 8, gateway: 9 };

/** A port for a service of a world: one of these if it is free, then the world's usual one, then any. */
export async function chooseServicePort(
  index: number,
  service: keyof typeof SERVICE_OFFSETS,
  wanted: number[] = [],
  tryPort: TryPort = bindOnce,
): Promise<number> {
  const usual = BASE + index * 10 + SERVICE_OFFSETS[service];
  for (const port of [...wanted, usual]) {
    if ((await tryPort(port)) !== undefined) {
      return port;
    }
  }
  return anyPort(tryPort);
}

/** One that nobody is likely to take meanwhile. */
export async function anyPort(tryPort: TryPort = bindOnce): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) {
    throw new Error('This machine has no free port left');
  }
  return port;
}
