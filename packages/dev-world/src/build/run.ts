import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  signal?: AbortSignal;
}

/** Runs a command to its end and returns what it wrote; a failure quotes its last lines. */
export function run(
  command: string[],
  options: RunOptions = {},
): Promise<string> {
  const [file, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      signal: options.signal,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => (out += chunk));
    child.stderr.on('data', chunk => (err += chunk));
    child.on('error', cause =>
      reject(new Error(`Cannot run ${file}: ${cause.message}`, { cause })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(out);
        return;
      }
      const tail = (err || out).trim().split('\n').slice(-12).join('\n');
      reject(
        new Error(
          `${command.join(' ')} ended with ${signal ?? code}:\n${tail}`,
        ),
      );
    });
    // A program that ends without reading its input is not an error of its own.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
