import { setTimeout as sleep } from 'node:timers/promises';
import type { Change, Team } from './changes.ts';
import type { Random } from './random.ts';

/** What people write. Whatever it is, it is text. */
const TITLES = [
  'Say more about sails',
  '**bold** <img src=x onerror=alert(1)> @everyone',
  'Round up `prices` | and ![see](http://tracker.example.com)',
  '<!-- fairway-preview:default:pv-shop --> mine',
];
/** Cut somewhere, and not at a letter. */
const LONG = `feature_${'with-a-very-long-name_'.repeat(3)}`;

/** How often what happens to a pull request that is open. */
const OPEN = { push: 62, comment: 12, close: 18, merge: 8 };
/** … that is closed, and not merged. */
const CLOSED = { reopen: 75, push: 15, comment: 10 };

export interface Plan {
  /** Pull requests to be opened. */
  opens: number;
  /** All that happens, those included. */
  events: number;
  /** Milliseconds in which it shall happen. */
  within: number;
}

/** What was done, by kind. */
export type Tally = Record<string, number>;

/** How far everybody is together. */
export class Progress {
  readonly tally: Tally = {};
  #done = 0;
  readonly #all: number;
  readonly #waiting: Array<{ from: number; reached: () => void }> = [];

  constructor(all: number) {
    this.#all = all;
  }

  /** @param share - from 0 to 1 */
  until(share: number): Promise<void> {
    return new Promise(reached => {
      this.#waiting.push({ from: share * this.#all, reached });
    });
  }

  note(kind: string): void {
    this.tally[kind] = (this.tally[kind] ?? 0) + 1;
    this.#done++;
    this.#waiting
      .filter(({ from }) => from <= this.#done)
      .forEach(({ reached }) => reached());
  }
}

/** A team at work: one thing after the other, evenly over the time. */
export async function work(
  team: Team,
  plan: Plan,
  { random, progress }: { random: Random; progress: Progress },
): Promise<void> {
  const begun = Date.now();
  let left = plan.opens;
  for (let i = 0; i < plan.events; i++) {
    const due = begun + (i / plan.events) * plan.within;
    await sleep(Math.max(due - Date.now(), 0));
    // Half of them at once, the others in between.
    const opens =
      left > 0 &&
      (i < plan.opens / 2 || random.chance(left / (plan.events - i)));
    const kind = opens
      ? await openOne(team, random, plan.opens - left)
      : await happen(team, random);
    left -= opens ? 1 : 0;
    progress.note(kind);
  }
}

async function openOne(
  team: Team,
  random: Random,
  index: number,
): Promise<string> {
  const title = random.pick(TITLES);
  // One of each team's comes from a copy of the repository.
  if (index === 1) {
    await team.openFromFork(`from-a-fork-${index}`, title);
    return 'open from a fork';
  }
  const branch = random.chance(0.2) ? `${LONG}${index}` : `change-${index}`;
  await team.open(branch, title);
  return 'open';
}

async function happen(team: Team, random: Random): Promise<string> {
  const alive = team.changes.filter(
    ({ state, fork }) => state !== 'merged' && !fork,
  );
  const change = random.pick(alive.length > 0 ? alive : team.changes);
  const kind = random.weighed<string>(change.state === 'open' ? OPEN : CLOSED);
  return carryOut(team, change, { kind, random });
}

async function carryOut(
  team: Team,
  change: Change,
  { kind, random }: { kind: string; random: Random },
): Promise<string> {
  switch (kind) {
    case 'close':
      await team.close(change);
      return kind;
    case 'reopen':
      await team.reopen(change);
      return kind;
    case 'merge':
      if (!change.broken && (await team.merge(change))) {
        return kind;
      }
      await team.comment(change, 'It cannot be merged yet');
      return 'comment';
    case 'push':
      await team.push(
        change,
        team.appliesEveryFile && random.chance(change.broken ? 0.4 : 0.15),
      );
      return kind;
    default:
      await team.comment(change, 'Looks **good** to me');
      return 'comment';
  }
}
