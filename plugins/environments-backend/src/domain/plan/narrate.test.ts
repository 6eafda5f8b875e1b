import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ENVIRONMENT_ANNOTATIONS as A,
  ENVIRONMENT_LABELS as L,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { keyOf } from '../guardRails/desiredObjects';
import { World, type SimulatedEnvironment } from '../simulate/World';
import { DESIRED } from '../simulate/Simulation';
import { planPass } from './planPass';

/** `UPDATE_GOLDENS=1` writes what is told now; read the difference. */
const UPDATE = process.env.UPDATE_GOLDENS === '1';
const CAP = { maxCount: 5, maxPercent: 50 };

/** Tells a story of one environment, pass by pass, in plain text. */
class Story {
  readonly world = new World();
  readonly environment: SimulatedEnvironment;
  private readonly lines: string[] = [];
  private now = Date.parse('2026-01-05T09:00:00Z');
  private mute = false;

  constructor() {
    this.world.create({
      title: 'story',
      expiresAt: '2026-01-19T09:00:00.000Z',
      now: this.now,
    });
    [this.environment] = this.world.environments.values();
  }

  at(time: string): void {
    this.now = Date.parse(time);
  }

  /** Something that people or the world do. */
  event(what: string, happen: () => void): void {
    this.lines.push(`${this.time} * ${what}`);
    happen();
  }

  silence(mute: boolean): void {
    this.mute = mute;
  }

  /** One pass; `crashAfter` writes it ends in the middle. */
  pass(options: { crashAfter?: number; unknown?: string[] } = {}): void {
    const observed = this.world.observe(this.environment, options.unknown)!;
    const { plans } = planPass(
      [{ desired: DESIRED, observed }],
      CAP,
      new Date(this.now),
    );
    const [{ state, ops, reasons, findings }] = plans;
    this.lines.push(`${this.time} pass: ${state}`);
    const others = reasons.filter(why => !ops.some(op => op.why === why));
    others.forEach(why => this.lines.push(`    because: ${why}`));
    let left = options.crashAfter ?? Infinity;
    for (const op of ops) {
      if (left-- <= 0) {
        this.lines.push('    the portal crashes');
        break;
      }
      this.lines.push(`    ${op.op}: ${op.why}`);
      if (op.op === 'apply') {
        this.environment.guardRails.add(keyOf(op.object));
      } else if (op.op === 'patch') {
        this.world.patch(this.environment, op);
      } else if (op.op === 'warn' && !this.mute) {
        this.world.deliver(op, this.now);
      } else if (op.op === 'delete') {
        op.evidence.forEach(one => this.lines.push(`      ${one}`));
        break;
      }
    }
    findings.forEach(({ message }) => this.lines.push(`    note: ${message}`));
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  private get time(): string {
    return new Date(this.now).toISOString().slice(0, 16);
  }
}

const STORIES: Record<string, (story: Story) => void> = {
  'a-night': story => {
    const { world, environment } = story;
    story.pass();
    story.event('a database, a web server of 3 and a nightly job come', () => {
      for (const [kind, replicas] of [
        ['StatefulSet', 1],
        ['Deployment', 3],
        ['CronJob', 1],
      ] as const) {
        world.addWorkload(environment, {
          kind,
          replicas,
          deletesDataAtZero: false,
        });
      }
    });
    story.pass();
    story.at('2026-01-05T17:00:00Z');
    story.pass({ crashAfter: 2 });
    story.pass();
    story.at('2026-01-05T22:00:00Z');
    story.event('a Deployment of 2 is created while it sleeps (S8)', () =>
      world.addWorkload(environment, {
        kind: 'Deployment',
        replicas: 2,
        deletesDataAtZero: false,
      }),
    );
    story.pass();
    const web = [...environment.workloads.values()][1];
    story.event('somebody scales the web server to 1 (S7)', () =>
      world.edit(web, 1),
    );
    story.pass();
    story.pass();
    story.at('2026-01-06T07:00:00Z');
    story.pass({ crashAfter: 1 });
    story.pass();
    story.pass();
  },

  'not-every-thing-may-sleep': story => {
    const { world, environment } = story;
    story.pass();
    world.addWorkload(environment, {
      kind: 'StatefulSet',
      replicas: 1,
      deletesDataAtZero: true,
    });
    story.at('2026-01-05T17:00:00Z');
    story.pass();
    story.pass({ unknown: ['deployments: HTTP 403'] });
  },

  'an-end': story => {
    const { world, environment } = story;
    const expire = (time: string) => ({ annotations: { [A.expiresAt]: time } });
    story.pass();
    story.at('2026-01-16T09:00:00Z');
    story.silence(true);
    story.pass();
    story.event('notifications work again', () => story.silence(false));
    story.at('2026-01-17T10:00:00Z');
    story.pass();
    story.pass();
    story.event('the owner renews', () =>
      world.annotate(environment, expire('2026-01-26T09:00:00.000Z')),
    );
    story.at('2026-01-19T10:00:00Z');
    story.pass();
    story.at('2026-01-25T12:00:00Z');
    story.pass();
    story.event('the owner protects it', () =>
      world.annotate(environment, { labels: { [L.protected]: 'true' } }),
    );
    story.at('2026-01-28T12:00:00Z');
    story.pass();
    story.event('the protection ends', () =>
      world.annotate(environment, { labels: { [L.protected]: null } }),
    );
    story.pass({ unknown: ['namespaces: HTTP 410'] });
    story.pass();
    story.at('2026-02-05T12:00:00Z');
    story.pass();
  },
};

describe('the planner tells', () => {
  it.each(Object.keys(STORIES))('%s', name => {
    const story = new Story();
    STORIES[name](story);
    const file = join(__dirname, 'testdata', `${name}.txt`);
    if (UPDATE || !existsSync(file)) {
      writeFileSync(file, story.text);
    }
    expect(story.text).toBe(readFileSync(file, 'utf8'));
  });
});
