import path from 'node:path';
import { run } from '../../../build/run.ts';
import type { RunOptions } from '../../../build/run.ts';
import type { Judge, Subject } from '../types.ts';
import { startProblems } from './starts.ts';

/** Runs the tests of a repository and says how many there were. */
type Runner = (options: RunOptions & { folder: string }) => Promise<number>;

const count = (text: string, pattern: RegExp): number =>
  [...text.matchAll(pattern)].length;

const RUNNERS: Record<string, Runner> = {
  node: async options => {
    await run(
      ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
      options,
    );
    const said = await run(
      [process.execPath, '--test', '--test-reporter', 'tap'],
      options,
    );
    return Number(said.match(/^# pass (\d+)$/m)?.[1]);
  },
  go: async options => {
    await run(['go', 'vet', './...'], options);
    const said = await run(['go', 'test', '-json', './...'], options);
    return count(said, /"Action":"pass".*"Test":/g);
  },
  python: async options => {
    const { folder } = options;
    const python = path.join(folder, '.venv', 'bin', 'python');
    await run(['python3', '-m', 'venv', '.venv'], options);
    await run(
      [
        ...[python, '-m', 'pip', 'install', '--quiet'],
        ...['--disable-pip-version-check', '--only-binary=:all:'],
        ...['--requirement', 'requirements.txt'],
      ],
      options,
    );
    // What it says of its tests goes where errors go.
    const said = await run(
      ['sh', '-c', 'exec "$0" -m unittest 2>&1', python],
      options,
    );
    return Number(said.match(/^Ran (\d+) tests? in/m)?.[1]);
  },
};

const SOURCE =
  /^(src|test|app|tests|migrations)\/|^[^/]+\.(go|mod|sum|json|txt)$/;

/** What npm and Node were told for us would change what they do there. */
const withoutOurs = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_OPTIONS$|NODE_TEST)/.test(name),
    ),
  );

/**
 * The tests that a developer starts with, run as the README says; then the
 * program itself, as its image starts it.
 */
export class UnitTests {
  readonly #databaseUrl?: string;
  /** How many tests passed, over all repositories. */
  passed = 0;

  private constructor(databaseUrl?: string) {
    this.#databaseUrl = databaseUrl;
  }

  static create(databaseUrl?: string): UnitTests {
    return new UnitTests(databaseUrl);
  }

  judge(): Judge {
    return {
      name: 'tests, start',
      cases: subject => [
        {
          what: subject.parameters.language,
          key: JSON.stringify(
            [...subject.tree].filter(([file]) => SOURCE.test(file)),
          ),
          judge: () => this.#test(subject),
        },
      ],
      twin: {
        file: /^(src\/ops\.js|ops\.go|app\/ops\.py)$/,
        from: '/readyz',
        to: '/ready-z',
      },
    };
  }

  async #test(subject: Subject): Promise<string[]> {
    const { folder, parameters } = subject;
    const url = this.#databaseUrl;
    const env = {
      ...withoutOurs(),
      GOFLAGS: '',
      CGO_ENABLED: '0',
      ...(url && { TEST_DATABASE_URL: url, DATABASE_URL: url }),
    };
    try {
      const runTests = RUNNERS[parameters.language];
      const passed = await runTests({ folder, cwd: folder, env });
      this.passed += passed;
      const problems = await startProblems(subject, env);
      return passed > 0 ? problems : ['no test was run', ...problems];
    } catch (error) {
      return [(error as Error).message];
    }
  }
}
