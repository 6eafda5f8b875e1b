import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  input?: string;
  signal?: AbortSignal;
  /** It starts programs of its own, which must end with it. */
  group?: boolean;
}

/**
 * Runs a command to its end and returns what it wrote; a failure quotes its
 * last lines. One that is told to stop has ended when this fails.
 */
export function run(
  command: string[],
  options: RunOptions = {},
): Promise<string> {
  const [file, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      detached: options.group,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stop = () => interrupt(child.pid, options.group);
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) {
      stop();
    }
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => (out += chunk));
    child.stderr.on('data', chunk => (err += chunk));
    child.on('error', cause =>
      reject(new Error(`Cannot run ${file}: ${cause.message}`, { cause })),
    );
    child.on('close', (code, signal) => {
      options.signal?.removeEventListener('abort', stop);
      if (options.signal?.aborted) {
        reject(options.signal.reason as Error);
        return;
      }
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

/** As Ctrl-C does, so that it can clear away what it was making. */
function interrupt(pid: number | undefined, group = false): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(group ? -pid : pid, 'SIGINT');
  } catch {
    // It has ended in between: that is what was wanted.
  }
}
