import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { ForgeFile } from '../previews/forge';
import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';

const TIMEOUT = 15_000;
/** Of what it writes, in bytes. */
const LONGEST = 1_000_000;
/** In MiB; held where the system knows such a limit, as Linux does. */
const MEMORY = 512;
/** From which on programs in Go, as all of these are, clean up more often. */
const MEMORY_GOAL = '384MiB';
const SHELL = '/bin/sh';
/** Sets the limits and becomes the program: `$1` is KiB, then comes the command. */
const LIMITED =
  '{ ulimit -c 0; ulimit -d "$1"; } 2>/dev/null; shift; exec "$@"';
/** Of what it complains, in characters. */
const EXCERPT = 500;
/** As Go says it when it dies, before it says where. */
const OUT_OF_MEMORY =
  /^(fatal error: .*(out of memory|stack overflow)|runtime: cannot allocate memory|fatal error: .*cannot allocate)/im;
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
  /** All that it knows of an environment, beside an empty home. */
  env?: Record<string, string>;
  /** What it reads from its standard input. */
  input?: string;
  /** Makes words for people of its own. */
  explain?: (words: string) => string;
  signal?: AbortSignal;
}

/**
 * Runs a program over files, in a folder of their own, with nothing of the
 * portal's environment, a home without anything in it (what is there could be
 * run), no proxy that leads anywhere, and bounded time, memory and output.
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
  const folder = await mkdtemp(join(tmpdir(), 'fairway-render-'));
  const place = { root: join(folder, 'files'), home: join(folder, 'home') };
  try {
    await mkdir(place.home);
    await mkdir(place.root);
    await writeFiles(place.root, files);
    return await run(found, place, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(
  program: string,
  { root, home }: { root: string; home: string },
  options: FileProgram,
): Promise<string> {
  const { args, input, signal, title, path } = options;
  const env = {
    HOME: home,
    TMPDIR: home,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
    GOMEMLIMIT: MEMORY_GOAL,
    ...options.env,
  };
  const [file, ...before] = limited(program);
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      [...before, ...args(root)],
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
          const words = options.explain?.(why) ?? why;
          reject(
            new InputError(
              `${title} cannot build ${where}: ${shortened(words)}`,
            ),
          );
        }
      },
    );
    // It may end before it has read all of it.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** Without a shell there is no limit of memory, but the others. */
function limited(program: string): string[] {
  return existsSync(SHELL)
    ? [SHELL, '-c', LIMITED, SHELL, `${MEMORY * 1024}`, program]
    : [program];
}

function complaint(
  error: Error & { code?: unknown; killed?: boolean; signal?: string },
  stderr: string,
  root: string,
): string {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return `the result is longer than ${LONGEST} bytes`;
  }
  if (error.killed) {
    return `it took longer than ${TIMEOUT / 1000} seconds`;
  }
  if (OUT_OF_MEMORY.test(stderr)) {
    return `it took more than ${MEMORY} MiB of memory`;
  }
  const words = stderr
    .replaceAll(`${root}/`, '')
    .replaceAll(root, '.')
    .replace(/^Error: /, '')
    .trim();
  return (
    words || `it ended with ${error.signal ?? error.code} and said nothing`
  );
}

/** In the middle: what is wrong stands at the beginning or at the end. */
function shortened(words: string): string {
  return words.length > EXCERPT
    ? `${words.slice(0, EXCERPT / 2)} … ${words.slice(-EXCERPT / 2)}`
    : words;
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
