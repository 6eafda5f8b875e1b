import { run } from './run.ts';

/** What go.mod of the Kubernetes program asks for. */
const OLDEST = [1, 26];

/** Major and minor of `go version`'s answer. */
export function parseGoVersion(answer: string): [number, number] | undefined {
  const match = answer.match(/go(\d+)\.(\d+)/);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** Throws, with what to do, unless a Go that can build Kubernetes is there. */
export async function requireGo(): Promise<string> {
  const wanted = OLDEST.join('.');
  let answer: string;
  try {
    answer = (await run(['go', 'version'])).trim();
  } catch (cause) {
    throw new Error(
      `The dev world builds Kubernetes from source and needs Go ${wanted} or newer, but there is no 'go' on the PATH. Install it from https://go.dev/dl and start again.`,
      { cause },
    );
  }
  const [major, minor] = parseGoVersion(answer) ?? [0, 0];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Error(
      `The dev world needs Go ${wanted} or newer, but found '${answer}'. Install a newer one from https://go.dev/dl and start again.`,
    );
  }
  return answer;
}

/** The C compiler that Go uses. */
export async function goCompiler(): Promise<string> {
  return (await run(['go', 'env', 'CC'])).trim();
}

export interface GoBuild {
  /** The module's folder. */
  folder: string;
  out: string;
  ldflags?: string;
  tags?: string;
  env?: Record<string, string>;
  /** Lets everything else go first: for what is built while somebody works. */
  nice?: boolean;
  signal?: AbortSignal;
}

const flags = (ldflags = '') => [
  '-trimpath',
  '-buildvcs=false',
  '-ldflags',
  `-s -w ${ldflags}`.trim(),
];

// Static binaries: they also run in images that hold nothing else. GOFLAGS of
// the user could ask for a vendor folder or another mode: leave it out.
const environment = (more?: Record<string, string>) => ({
  ...process.env,
  CGO_ENABLED: '0',
  GOFLAGS: '',
  ...more,
});

const niceness = ({ nice }: Pick<GoBuild, 'nice'>) =>
  nice && process.platform !== 'win32' ? ['nice', '-n', '10'] : [];

/** Builds one of our own modules. */
export async function goBuild(build: GoBuild): Promise<void> {
  await requireGo();
  const command = [
    ...niceness(build),
    ...['go', 'build', ...flags(build.ldflags)],
  ];
  if (build.tags) {
    command.push('-tags', build.tags);
  }
  await run([...command, '-o', build.out, '.'], {
    cwd: build.folder,
    env: environment(build.env),
    signal: build.signal,
    group: true,
  });
}

/** Builds a published program; it appears in `folder` under its own name. */
export async function goInstall(
  program: string,
  folder: string,
  options: Pick<GoBuild, 'nice' | 'signal'> = {},
): Promise<void> {
  await requireGo();
  await run([...niceness(options), 'go', 'install', ...flags(), program], {
    cwd: folder,
    env: environment({ GOBIN: folder }),
    signal: options.signal,
    group: true,
  });
}
