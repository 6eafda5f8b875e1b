import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Range } from './truth.ts';
import type { Year } from './types.ts';

/** What the plugin answers; as much as is compared. */
export interface View {
  paths: Array<{
    template: string;
    total: object;
    versions: Array<{ version: string }>;
    failures: Array<{
      step: string;
      field?: string;
      finding: string;
      count: number;
    }>;
    onLatest: number;
    drift?: number;
    periods: Array<{
      at: string;
      runs: number;
      succeeded: number;
      secondsToReady?: number;
    }>;
  }>;
  bypassed: {
    workloads: number;
    groups: Array<{ uses: string[]; count: number }>;
    isComplete: boolean;
  };
  errors: unknown[];
}

/** The backend plugin with a year in its database. */
export class YearPortal {
  readonly #child: ChildProcess;
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  /** Puts the year into a database, and answers HTTP. */
  static async open(
    root: string,
    database: object,
    year: Year,
  ): Promise<YearPortal> {
    const { child, port } = await begin(root, year, [JSON.stringify(database)]);
    return new YearPortal(child, port);
  }

  /** Puts the year into a database, and ends. */
  static async feed(root: string, database: object, year: Year): Promise<void> {
    const { child } = await begin(root, year, [
      JSON.stringify(database),
      'feed',
    ]);
    if (child.exitCode === null) {
      await new Promise(resolve => child.once('exit', resolve));
    }
  }

  async read(range: Range): Promise<View> {
    const answer = await fetch(
      `http://127.0.0.1:${
        this.#port
      }/api/golden-paths/v1/adoption?range=${range}`,
      {
        headers: {
          authorization:
            'Bearer mock-user-token:{"sub":"user:default/somebody"}',
        },
      },
    );
    if (!answer.ok) {
      throw new Error(`${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as View;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = new Promise(resolve => this.#child.once('exit', resolve));
      this.#child.kill();
      await ended;
    }
  }
}

async function begin(root: string, year: Year, args: string[]) {
  const folder = path.join(root, 'plugins', 'golden-paths-backend');
  const child = spawn(
    process.execPath,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(folder, 'src/__testUtils__/adoptionMain.ts'),
      ...args,
    ],
    { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', text => {
    said = `${said}${text}`.slice(-4000);
  });
  child.stdin.end(JSON.stringify(year));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', code =>
      reject(new Error(`the feeder ended by ${code}: ${said}`)),
    );
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('{"port":')) {
        resolve((JSON.parse(line) as { port: number }).port);
      }
    });
  });
  return { child, port };
}
