import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { until } from '../../../world/bootstrap.ts';
import { endProblems } from './stops.ts';

/** Longer than any of the program's time-outs. */
const MOST_MS = 14_000;

/** How many ask at once: as many as there are threads where there are threads. */
const CLIENTS = 8;

/** Runs the program with the URL of a database for as long as `ask` takes. */
type Run = (
  databaseUrl: string,
  ask: (
    child: ChildProcess,
    ports: { port: number; ops: number },
  ) => Promise<string[]>,
) => Promise<string[]>;

/**
 * Lets a program have a database that takes connections and says nothing: it
 * lives, is not ready, fails requests within its time-outs, and ends when told.
 * @returns what is wrong
 */
export async function hangProblems(running: Run): Promise<string[]> {
  const silent = createServer(socket => socket.on('error', () => undefined));
  await new Promise<void>(resolve => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  const { port } = silent.address() as AddressInfo;
  try {
    return await running(
      `postgres://nobody:none@127.0.0.1:${port}/nothing`,
      askWhatHangs,
    );
  } finally {
    silent.close();
  }
}

async function askWhatHangs(
  child: ChildProcess,
  { port, ops }: { port: number; ops: number },
): Promise<string[]> {
  const status = (at: number, where: string) =>
    fetch(`http://127.0.0.1:${at}${where}`, {
      signal: AbortSignal.timeout(MOST_MS),
    }).then(
      answer => answer.status,
      (error: Error) => error.name,
    );
  await until(
    'the program',
    async () => (await status(ops, '/livez')) === 200,
    {
      timeoutMs: 30_000,
    },
  );
  const asked: [number, string, number][] = [
    [ops, '/readyz', 503],
    ...Array.from(
      { length: CLIENTS },
      () => [port, '/items', 500] as [number, string, number],
    ),
  ];
  const problems = await Promise.all(
    asked.map(async ([at, where, wanted]) => {
      const got = await status(at, where);
      return got === wanted ? [] : [`${where} answers ${got}`];
    }),
  );
  const alive = await status(ops, '/livez');
  return [
    ...problems.flat(),
    ...(alive === 200 ? [] : [`/livez answers ${alive}`]),
    ...(await endProblems(child)),
  ].map(problem => `with a database that hangs: ${problem}`);
}
