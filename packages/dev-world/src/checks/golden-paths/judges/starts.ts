import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { run } from '../../../build/run.ts';
import { until } from '../../../world/bootstrap.ts';
import { anyPort } from '../../../world/ports.ts';
import type { Subject } from '../types.ts';

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

/**
 * Starts the program as its image does and asks what the platform asks; it must
 * end by itself, and well, when it is told to.
 * @returns what is wrong
 */
export async function startProblems(
  subject: Subject,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const [port, ops] = [await anyPort(), await anyPort()];
  const all = { ...env, PORT: String(port), OPS_PORT: String(ops) };
  const program = await programOf(subject, all);
  const options = { cwd: subject.folder, env: all };
  if (subject.template === 'scheduled-job') {
    await run(program, options);
    return [];
  }
  if (subject.template === 'database-api') {
    if (!env.DATABASE_URL) {
      return [];
    }
    await run([...program, 'migrate'], options);
  }
  const [file, ...args] = program;
  const child = spawn(file, args, { ...options, stdio: 'ignore' });
  try {
    return await askAll(subject, child, { port, ops });
  } finally {
    child.kill('SIGKILL');
  }
}

async function askAll(
  { template }: Subject,
  child: ChildProcess,
  { port, ops }: { port: number; ops: number },
): Promise<string[]> {
  const status = async (at: number, where: string) =>
    (await fetch(`http://127.0.0.1:${at}${where}`)).status;
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
  const asked: [number, string][] = [
    [ops, '/livez'],
    [ops, '/metrics'],
    ...(template === 'web-service' ? [[port, '/'] as [number, string]] : []),
    ...(template === 'database-api'
      ? [[port, '/items'] as [number, string]]
      : []),
  ];
  const problems: string[] = [];
  for (const [at, where] of asked) {
    const got = await status(at, where);
    if (got !== 200) {
      problems.push(`${where} answers ${got}`);
    }
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await Promise.race([
    ended,
    new Promise(resolve => {
      setTimeout(resolve, 20_000, ['nothing after 20 s']).unref();
    }),
  ])) as [unknown];
  return code === 0
    ? problems
    : [...problems, `SIGTERM: it ended with ${code}`];
}
