import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { run } from '../../../build/run.ts';
import { until } from '../../../world/bootstrap.ts';
import { anyPort } from '../../../world/ports.ts';
import type { Subject } from '../types.ts';
import { hangProblems } from './hangs.ts';
import { endProblems, stopProblems } from './stops.ts';

/** How the image starts the program, in a folder whose tests were run. */
async function programOf(
  { folder, parameters }: Subject,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  switch (parameters.language) {
    case 'node':
      return [process.execPath, 'src/main.js'];
    case 'go':
      await run(['go', 'build', '-o', 'server', '.'], { cwd: folder, env });
      return [path.join(folder, 'server')];
    default:
      return [path.join(folder, '.venv', 'bin', 'python'), '-m', 'app'];
  }
}

/** Where a program listens. */
interface Ports {
  port: number;
  ops: number;
}

const hasDatabase = ({ parameters }: Subject) => 'databaseSecret' in parameters;

/** What users reach, if they do. */
function servedBy(
  subject: Subject,
): { path: string; body?: string } | undefined {
  if (hasDatabase(subject)) {
    return { path: '/items', body: '{"name":"tea"}' };
  }
  return 'port' in subject.parameters ? { path: '/' } : undefined;
}

/** Starts the program for as long as `use` takes. */
async function running(
  program: string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
  use: (child: ChildProcess, ports: Ports) => Promise<string[]>,
): Promise<string[]> {
  const ports = { port: await anyPort(), ops: await anyPort() };
  const [file, ...args] = program;
  const child = spawn(file, args, {
    cwd,
    env: { ...env, PORT: `${ports.port}`, OPS_PORT: `${ports.ops}` },
    stdio: 'ignore',
  });
  try {
    return await use(child, ports);
  } finally {
    child.kill('SIGKILL');
  }
}

/**
 * Starts the program as its image does and asks what the platform asks; it must
 * end by itself, and well, when it is told to.
 * @returns what is wrong
 */
export async function startProblems(
  subject: Subject,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const program = await programOf(subject, env);
  const options = { cwd: subject.folder, env };
  if ('schedule' in subject.parameters) {
    await run(program, options);
    return [];
  }
  const use = (child: ChildProcess, ports: Ports) =>
    askAll(subject, child, ports);
  if (!hasDatabase(subject)) {
    return await running(program, options, use);
  }
  if (!env.DATABASE_URL) {
    return [];
  }
  await run([...program, 'migrate'], options);
  return [
    ...(await running(program, options, use)),
    ...(await hangProblems(async (databaseUrl, ask) =>
      running(
        program,
        { ...options, env: { ...env, DATABASE_URL: databaseUrl } },
        ask,
      ),
    )),
  ];
}

const status = async (at: number, where: string) =>
  (await fetch(`http://127.0.0.1:${at}${where}`)).status;

async function askAll(
  subject: Subject,
  child: ChildProcess,
  { port, ops }: Ports,
): Promise<string[]> {
  await until(
    'the program',
    async () => (await status(ops, '/readyz')) === 200,
    {
      timeoutMs: 30_000,
      stillPossible: () => {
        if (child.exitCode !== null) {
          throw new Error(`the program ended with ${child.exitCode}`);
        }
      },
    },
  );
  const served = servedBy(subject);
  const asked: [number, string][] = [
    [ops, '/livez'],
    [ops, '/metrics'],
    ...(served ? [[port, served.path] as [number, string]] : []),
  ];
  const problems: string[] = [];
  for (const [listener, where] of asked) {
    const got = await status(listener, where);
    if (got !== 200) {
      problems.push(`${where} answers ${got}`);
    }
  }
  return [
    ...problems,
    ...(served
      ? await stopProblems(child, { ...served, port })
      : await endProblems(child)),
  ];
}
