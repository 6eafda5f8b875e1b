import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runLogged, yarn } from '../portal/prepare.ts';
import { describeService, runningService } from '../services/describe.ts';
import { SERVICE_NAMES } from '../services/names.ts';
import { testVariables } from '../services/testVariables.ts';
import { devWorldFolder, findRoot, stateFolder } from '../world/paths.ts';
import type { ServiceName, WorldState } from '../world/types.ts';
import { bringUp, type Running } from './bringUp.ts';
import { stopSignal } from './stopSignal.ts';
import { asStep, inWords, TerminalProgress } from './terminal.ts';
import {
  closingLine,
  fromGo,
  fromJest,
  fromPlaywright,
  nothingRun,
  sum,
  type JestReport,
  type PlaywrightReport,
  type Totals,
} from './testTotals.ts';

const HELP = `
npm test -- [OPTIONS]

Sets everything up, then checks types, formatting and lint, and runs every test
against a real Kubernetes, with Gitea, Traefik, PostgreSQL, volumes, metrics and workspaces
where they can run, which it starts once: unit and plugin tests, then the portal in Chromium. 40
minutes at most the first time on two cores, 10 later.

  --quick       leave out the browser
  --only WORD   only the test files whose path has this word; fails if there is none
  --help        this text
`.trim();

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How `FAIRWAY_REQUIRE` names services. */
const REQUIRED_SERVICES: Record<string, ServiceName> = {
  postgres: 'database',
  gateway: 'gateway',
  storage: 'storage',
  forge: 'forge',
  workspaces: 'workspaces',
  metrics: 'metrics',
};

class TestRun {
  private readonly root = findRoot();
  private readonly progress = new TerminalProgress();
  private readonly signal = stopSignal();
  private readonly problems: string[] = [];
  private readonly totals: Totals[] = [];
  private readonly options: { quick: boolean; only?: string };

  constructor(options: { quick: boolean; only?: string }) {
    this.options = options;
  }

  async run(): Promise<boolean> {
    const began = Date.now();
    const { root, progress, signal } = this;
    const running = await bringUp({
      root,
      name: 'test',
      clusters: 1,
      services: SERVICE_NAMES,
      progress,
      signal,
      onPartDown: this.partDown,
    });
    try {
      await this.staticChecks();
      await this.goTests();
      await running.late;
      this.requireAll(running.worlds[0].state);
      await this.jestTests(running);
      await this.browserTests(running);
    } finally {
      await running.stop();
    }
    const totals = sum(this.totals);
    this.problems.push(...nothingRun(totals, this.options.only));
    this.problems.forEach(problem => console.error(`\n${problem}`));
    totals.flaky?.forEach(one => console.log(`Only at the second try: ${one}`));
    console.log(`\nAll of it took ${inWords((Date.now() - began) / 1000)}.`);
    console.log(closingLine(totals));
    return this.problems.length === 0 && totals.failed === 0;
  }

  private requireAll({ nodes, services = {} }: WorldState): void {
    if (required('real-node') && nodes.real.length === 0) {
      this.problems.push(
        `FAIRWAY_REQUIRE asks for the real node: ${nodes.realNodeOff}`,
      );
    }
    for (const [word, name] of Object.entries(REQUIRED_SERVICES)) {
      if (required(word) && !runningService(services, name)) {
        const why = describeService(services, name);
        this.problems.push(`FAIRWAY_REQUIRE asks for ${word}: ${why}`);
      }
    }
  }

  private readonly partDown = (part: string, why: string) => {
    this.problems.push(`${part} went down during the tests: ${why}`);
  };

  private log(name: string): string {
    return path.join(stateFolder(this.root), 'logs', `${name}.log`);
  }

  /** A part that fails does not keep the others from being run. */
  private async part(
    name: string,
    expected: number,
    work: () => Promise<void>,
  ) {
    this.signal.throwIfAborted();
    try {
      await asStep(this.progress, [name, expected], work);
    } catch (error) {
      this.problems.push(
        error instanceof Error ? error.message : String(error),
      );
    }
  }

  private async staticChecks(): Promise<void> {
    if (this.options.only) {
      return;
    }
    const { root } = this;
    // Declarations compiled from scratch: their order depends on what was
    // compiled before, and the reports on their order.
    await this.part('Types and API reports', 60, () =>
      yarn(root, ['api-reports', '--ci'], {
        log: this.log('api-reports'),
        signal: this.signal,
      }),
    );
    await this.part('Formatting', 20, () =>
      yarn(root, ['prettier:check'], {
        log: this.log('prettier'),
        signal: this.signal,
      }),
    );
    await this.part('Lint', 90, () =>
      yarn(root, ['lint'], { log: this.log('lint'), signal: this.signal }),
    );
  }

  private async goTests(): Promise<void> {
    const folder = path.join(devWorldFolder(this.root), 'go');
    for (const name of this.options.only ? [] : ['demo-server', 'helper']) {
      const log = this.log(`go-${name}`);
      await this.part(`Go tests of ${name}`, 10, async () => {
        try {
          await runLogged(['go', 'test', '-json', './...'], {
            cwd: path.join(folder, name),
            log,
            signal: this.signal,
          });
        } finally {
          this.totals.push(fromGo(readFileSync(log, 'utf8')));
        }
      });
    }
  }

  private async jestTests(running: Running): Promise<void> {
    const report = this.report('jest');
    const { only } = this.options;
    await this.part('Unit and plugin tests', 240, async () => {
      try {
        await yarn(
          this.root,
          [
            ...[
              'backstage-cli',
              'repo',
              'test',
              '--watchAll=false',
              '--maxWorkers=2',
              // Of each test that says nothing else: a machine may do much beside.
              '--testTimeout=60000',
            ],
            ...['--json', `--outputFile=${report}`],
            // The browser may have them; whether nobody has is asked of the sum.
            ...(only ? [only, '--passWithNoTests'] : []),
          ],
          {
            log: this.log('jest'),
            signal: this.signal,
            env: {
              // @kubernetes/client-node is an ES module.
              NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
              ...testVariables(running.worlds[0].state),
              // No Docker is asked for, also where CI is set.
              BACKSTAGE_TEST_DISABLE_DOCKER: '1',
            },
          },
        );
      } finally {
        this.count(report, 'Jest', text =>
          fromJest(JSON.parse(text) as JestReport),
        );
      }
    });
  }

  private async browserTests(running: Running): Promise<void> {
    const why = this.whyNoBrowser();
    if (why) {
      this.skipBrowser(why);
      return;
    }
    const report = this.report('playwright');
    const { only } = this.options;
    await this.part('Browser tests', 180, async () => {
      try {
        await yarn(
          this.root,
          [
            'workspace',
            'app',
            'playwright',
            'test',
            // Jest may have them; whether nobody has is asked of the sum.
            ...(only ? [only, '--pass-with-no-tests'] : []),
          ],
          {
            log: this.log('playwright'),
            signal: this.signal,
            env: {
              FAIRWAY_PORTAL_URL: running.portal.url,
              ...testVariables(running.worlds[0].state),
              PLAYWRIGHT_JSON_OUTPUT_NAME: report,
              FAIRWAY_BROWSER: browser(),
            },
          },
        );
      } finally {
        this.count(report, 'Playwright', text =>
          fromPlaywright(JSON.parse(text) as PlaywrightReport),
        );
      }
    });
  }

  private whyNoBrowser(): string | undefined {
    if (this.options.quick) {
      return '--quick';
    }
    return browser() ? undefined : `no Chromium at ${BROWSERS.join(', ')}`;
  }

  private skipBrowser(why: string): void {
    this.progress.step('Browser tests').skip(why);
    if (required('browser')) {
      this.problems.push(`FAIRWAY_REQUIRE asks for the browser tests: ${why}`);
    }
  }

  private report(name: string): string {
    const file = path.join(stateFolder(this.root), 'logs', `${name}.json`);
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(file, { force: true });
    return file;
  }

  private count(file: string, runner: string, read: (text: string) => Totals) {
    if (!existsSync(file)) {
      this.problems.push(`${runner} wrote no report`);
      return;
    }
    this.totals.push(read(readFileSync(file, 'utf8')));
  }
}

function browser(): string | undefined {
  return BROWSERS.find(file => existsSync(file));
}

/** Whether a skip of this counts as a failure: `FAIRWAY_REQUIRE=cluster,real-node,postgres,browser`. */
function required(what: string): boolean {
  return (process.env.FAIRWAY_REQUIRE ?? '').split(',').includes(what);
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return true;
  }
  return new TestRun({ quick: values.quick, only: values.only }).run();
}

main().then(
  ok => process.exit(ok ? 0 : 1),
  error => {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
