import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { ForgeFile } from '../previews/forge';
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';

const TIMEOUT = 15_000;
/** Of what it writes, in bytes. */
const LONGEST = 1_000_000;
/** Of what it complains, in characters. */
const EXCERPT = 500;
/** Nothing answers there: a URL that was overlooked leads nowhere. */
const NOWHERE = 'http://127.0.0.1:9';

/** What is run, over which files. @public */
export interface FileProgram {
  /** A path, or a name to be looked up on the PATH. */
  program: string;
  /** As messages call it, e.g. `Kustomize`. */
  title: string;
  /** Key of the configuration that says where it is, for the message if it is not there. */
  setting: string;
  /** What it works on, within the files, e.g. `deploy/chart`; for messages. */
  path: string;
  /** @param root - the folder in which the files are */
  args: (root: string) => string[];
  signal?: AbortSignal;
}

/**
 * Runs a program over files, in a folder of their own, with nothing of the
 * portal's environment, no network and a bounded time.
 *
 * @public
 * @returns what it writes
 * @throws InputError with the words of the program, ServiceUnavailableError if it
 *   is not there
 */
export async function runOverFiles(
  files: readonly ForgeFile[],
  options: FileProgram,
): Promise<string> {
  const found = await findProgram(options);
  const root = await mkdtemp(join(tmpdir(), 'fairway-render-'));
  try {
    await writeFiles(root, files);
    return await run(found, root, options);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function run(
  program: string,
  root: string,
  options: FileProgram,
): Promise<string> {
  const { args, signal, title, path } = options;
  const env = {
    HOME: root,
    TMPDIR: root,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
  };
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args(root),
      {
        cwd: root,
        env,
        signal,
        timeout: TIMEOUT,
        killSignal: 'SIGKILL',
        maxBuffer: LONGEST,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
        } else if (signal?.aborted) {
          reject(signal.reason);
        } else {
          const where = path === '.' ? 'the root of the repository' : path;
          const why = complaint(error, stderr, root);
          reject(new InputError(`${title} cannot build ${where}: ${why}`));
        }
      },
    );
  });
}

function complaint(
  error: Error & { code?: unknown; killed?: boolean },
  stderr: string,
  root: string,
): string {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return `the result is longer than ${LONGEST} bytes`;
  }
  if (error.killed) {
    return `it took longer than ${TIMEOUT / 1000} seconds`;
  }
  return stderr
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    .replace(/^Error: /, '')
    .trim()
    .slice(0, EXCERPT);
}

async function writeFiles(
  root: string,
  files: readonly ForgeFile[],
): Promise<void> {
  for (const { path, content } of files) {
    const inside = posix.normalize(path);
    if (posix.isAbsolute(inside) || inside.split('/').includes('..')) {
      throw new InputError(`'${path}' is not within the repository`);
    }
    const file = join(root, inside);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  }
}

/** The child has no PATH to be found on. */
async function findProgram({
  program,
  title,
  setting,
}: FileProgram): Promise<string> {
  const candidates = program.includes('/')
    ? [program]
    : (process.env.PATH ?? '')
        .split(delimiter)
        .filter(Boolean)
        .map(folder => join(folder, program));
  for (const candidate of candidates) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // The next one may be there.
    }
  }
  throw new ServiceUnavailableError(
    `The manifests need ${title}, but the portal does not find the program '${program}': install it where the portal runs, or set ${setting} to its path`,
  );
}
