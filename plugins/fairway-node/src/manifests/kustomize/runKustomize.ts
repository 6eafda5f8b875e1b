import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { ForgeFile } from '../../previews/forge';
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix, relative } from 'node:path';
import { folderOf } from '../folderOf';

const TIMEOUT = 15_000;
/** Of what it writes, in bytes. */
const LONGEST = 1_000_000;
/** Of what it complains, in characters. */
const EXCERPT = 500;
/** Nothing answers there: a URL that was overlooked leads nowhere. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Runs Kustomize over files that were checked, in a folder of their own, with
 * nothing of the portal's environment.
 *
 * @param program - a path, or a name to be looked up on the PATH
 * @throws InputError with the words of Kustomize, ServiceUnavailableError if it
 *   is not there
 *
 * @public
 */
export async function runKustomize(
  program: string,
  files: readonly ForgeFile[],
  options: { path: string; setting: string; signal?: AbortSignal },
): Promise<string> {
  const found = await findProgram(program, options.setting);
  const root = await mkdtemp(join(tmpdir(), 'fairway-kustomize-'));
  try {
    await writeFiles(root, files);
    const folder = join(root, folderOf(options.path));
    return await build(found, { root, folder, signal: options.signal });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function build(
  program: string,
  {
    root,
    folder,
    signal,
  }: { root: string; folder: string; signal?: AbortSignal },
): Promise<string> {
  const env = {
    HOME: root,
    TMPDIR: root,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
  };
  return new Promise((resolve, reject) => {
    execFile(
      program,
      ['build', folder],
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
          const where = relative(root, folder) || 'the root of the repository';
          reject(
            new InputError(
              `Kustomize cannot build ${where}: ${complaint(
                error,
                stderr,
                root,
              )}`,
            ),
          );
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
async function findProgram(program: string, setting: string): Promise<string> {
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
    `The manifests need Kustomize, but the portal does not find the program '${program}': install it where the portal runs, or set ${setting} to its path`,
  );
}
