import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../../build/run.ts';
import { withBench, type Bench, type DeliveryTools } from '../delivery.ts';
import { buildCommand } from '../subject.ts';
import type { Judge, Subject } from '../types.ts';

/** As many pushes of somebody else come in between. */
const RACES = 1;

/** Commits in one go, each after the other. */
interface Step {
  what: string;
  environment: string;
  commit: string;
  /** What the environment is to have afterwards. */
  has: string;
  /** Commits that come to `main`. */
  made: number;
}

/** A repository in a forge, and the folder of a pipeline. */
class Delivery {
  readonly #subject: Subject;
  readonly #bench: Bench;
  readonly #tools: DeliveryTools;

  private constructor(subject: Subject, bench: Bench, tools: DeliveryTools) {
    this.#subject = subject;
    this.#bench = bench;
    this.#tools = tools;
  }

  static of(subject: Subject, bench: Bench, tools: DeliveryTools): Delivery {
    return new Delivery(subject, bench, tools);
  }

  get #forge(): string {
    return path.join(this.#bench.aside, 'forge.git');
  }

  /** What is wrong with the ways in which commits are delivered. */
  async problems(): Promise<string[]> {
    const { older, newer } = await this.#publish();
    await this.#letOthersPush();
    const dev = { environment: 'dev', has: newer };
    const production = { environment: 'production' };
    const steps: Step[] = [
      { ...dev, what: 'while others push', commit: newer, made: RACES + 1 },
      { ...dev, what: 'again', commit: newer, made: 0 },
      { ...dev, what: 'too late', commit: older, made: 0 },
      { ...production, what: 'on', commit: newer, has: newer, made: 1 },
      {
        ...production,
        what: 'a step back',
        commit: older,
        has: older,
        made: 1,
      },
    ];
    const problems: string[] = [];
    for (const step of steps) {
      problems.push(...(await this.#problemsOf(step)));
    }
    return [
      ...problems,
      ...(await this.#refusalProblems(newer)),
      ...(await this.#traces()),
    ];
  }

  async #git(...args: string[]): Promise<string> {
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    return (await this.#bench.run(['git', ...author, ...args])).trim();
  }

  #deploy(environment: string, commit: string): Promise<string> {
    return this.#bench.run(['sh', 'scripts/deploy.sh', environment, commit]);
  }

  async #publish(): Promise<{ older: string; newer: string }> {
    const quiet = ['--quiet', '--initial-branch', 'main'];
    await this.#git('init', ...quiet, '--bare', this.#forge);
    await this.#git('init', ...quiet);
    await this.#git('remote', 'add', 'origin', this.#forge);
    await this.#git('add', '--all');
    const commit = async (message: string) => {
      await this.#git('commit', '--quiet', '--allow-empty', '-m', message);
      return this.#git('rev-parse', 'HEAD');
    };
    const published = {
      older: await commit('Say hello'),
      newer: await commit('Say it again'),
    };
    await this.#git('push', '--quiet', 'origin', 'main');
    return published;
  }

  /** Git itself asks, between the fetch and the push. */
  async #letOthersPush(): Promise<void> {
    const { aside, folder } = this.#bench;
    const other = path.join(aside, 'other');
    await this.#git('clone', '--quiet', this.#forge, other);
    this.#hook(path.join(folder, '.git', 'hooks', 'pre-push'), [
      'unset $(git rev-parse --local-env-vars)',
      `cd '${other}'`,
      `test "$(cat .git/faster 2>/dev/null | wc -l)" -lt ${RACES} || exit 0`,
      'echo faster >>.git/faster',
      'git pull --quiet',
      'git -c user.name=Bob -c user.email=bob@example.com commit --quiet --allow-empty -m "Be faster"',
      'git push --quiet',
    ]);
  }

  #hook(file: string, lines: string[]): void {
    writeFileSync(file, ['#!/bin/sh', 'set -eu', ...lines, ''].join('\n'));
    chmodSync(file, 0o755);
  }

  async #problemsOf(step: Step): Promise<string[]> {
    const { environment, commit, has } = step;
    const what = `${environment}, ${step.what}`;
    const before = await this.#count();
    try {
      await this.#deploy(environment, commit);
    } catch (error) {
      return [`${what}: ${(error as Error).message}`];
    }
    const made = (await this.#count()) - before;
    const images = await this.#images(environment);
    return [
      ...(made === step.made
        ? []
        : [`${what}: ${made} commits came, not ${step.made}`]),
      ...images
        .filter(image => !image.endsWith(`:${has}`))
        .map(image => `${what}: it has ${image}, not ${has}`),
      ...(images.length > 0 ? [] : [`${what}: it has no image`]),
    ];
  }

  async #count(): Promise<number> {
    return Number(
      await this.#git('-C', this.#forge, 'rev-list', '--count', 'main'),
    );
  }

  /** Those that Argo CD or Flux would make of what the repository says. */
  async #images(environment: string): Promise<string[]> {
    const clone = path.join(this.#bench.aside, 'clone');
    await this.#bench.run(['rm', '-rf', clone]);
    await this.#git('clone', '--quiet', this.#forge, clone);
    const yaml = await run(
      buildCommand(this.#subject, environment, this.#tools),
      { cwd: clone },
    );
    return [...yaml.matchAll(/^ *(?:- )?image: "?([^"\n]+)"?$/gm)].map(
      ([, image]) => image,
    );
  }

  /** Whoever may not push is told so at once, and not that others were faster. */
  async #refusalProblems(commit: string): Promise<string[]> {
    this.#hook(path.join(this.#forge, 'hooks', 'update'), [
      'echo "main is protected" >&2',
      'exit 1',
    ]);
    try {
      await this.#deploy('staging', commit);
      return ['a protected branch: the script says that it was delivered'];
    } catch (error) {
      const { message } = error as Error;
      return /does not take the delivery/.test(message)
        ? []
        : [`a protected branch: ${message}`];
    }
  }

  /** Somebody may be working in the folder. */
  async #traces(): Promise<string[]> {
    const changed = await this.#git('status', '--porcelain');
    const trees = (await this.#git('worktree', 'list')).split('\n');
    return [
      ...(changed ? [`the folder is changed: ${changed}`] : []),
      ...(trees.length === 1 ? [] : [`left behind: ${trees.slice(1)}`]),
    ];
  }
}

/**
 * Runs what CI runs where Argo CD or Flux deliver: while others push, again, too
 * late, a step back, and against a branch that takes nothing. With real
 * repositories.
 */
export const gitJudge = (tools: DeliveryTools): Judge => ({
  name: 'git push',
  cases: subject => {
    const { parameters, tree } = subject;
    const script = tree.get('scripts/deploy.sh');
    return parameters.delivery === 'direct'
      ? []
      : [
          {
            what: 'scripts/deploy.sh',
            key: JSON.stringify([parameters.packaging, script]),
            judge: () =>
              withBench(subject, tools, bench =>
                Delivery.of(subject, bench, tools).problems(),
              ),
          },
        ];
  },
  twin: {
    file: /^scripts\/deploy\.sh$/,
    // Who is not the first gives up.
    from: 'if git push origin HEAD:main; then',
    to: 'git push origin HEAD:main\n  if true; then',
  },
});
