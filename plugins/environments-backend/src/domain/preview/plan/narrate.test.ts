import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseSchedule,
  type PreviewEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import { delivering, type Delivered } from '../deliver/delivered';
import type { PreviewRecord } from '../record/record';
import {
  wantedAgain,
  withDelivery,
  withFailure,
  withoutNamespace,
  withReading,
  withSight,
} from '../record/transitions';
import { planPreview } from './planPreview';
import type { PreviewStep, Reading, Sight, Target } from './types';

/** `UPDATE_GOLDENS=1` writes what is told now; read the difference. */
const UPDATE = process.env.UPDATE_GOLDENS === '1';
const KEY = { host: 'git.example.com', repositoryId: '7', number: 12 };
const NAME = 'pv-storefront-12-abcdefgh';
const OWNER = 'group:default/shop';

/** Tells the story of one preview, look by look, in plain text. */
class Story {
  pullRequest: PullRequest = {
    repository: { id: '7', fullName: 'shop/storefront' },
    number: 12,
    title: 'Free delivery',
    url: 'https://git.example.com/shop/storefront/pulls/12',
    author: 'alice',
    state: 'open',
    merged: false,
    draft: false,
    head: { commit: 'c1', branch: 'free-delivery', repositoryId: '7' },
    base: { branch: 'main' },
    updatedAt: '2026-02-02T09:00:00Z',
  };
  record: PreviewRecord = {
    key: KEY,
    name: NAME,
    cluster: 'dev',
    repository: 'shop/storefront',
    owner: OWNER,
    tier: 's',
    told: {},
  };
  namespace?: {
    uid: string;
    deletingSince?: string;
    environment: PreviewEnvironment;
    delivered?: Delivered;
  };
  /** What the forge says instead of the pull request. */
  silence?: string;
  /** What the cluster says instead of the namespace. */
  fog?: string;
  waitForStatus?: string;
  /** What CI says, when it is asked. */
  ci: 'ready' | 'pending' = 'pending';
  /** What comes of the next delivery. */
  error?: { message: string; permanent: boolean };
  private readonly lines: string[] = [];
  private time = Date.parse('2026-02-02T09:00:00Z');
  private uids = 0;

  at(time: string): void {
    this.time = Date.parse(time);
  }

  event(what: string, happen: () => void): void {
    this.lines.push(`${this.clock} * ${what}`);
    happen();
  }

  /** Looks until there is nothing to do; `crashAfter` steps it ends early. */
  look(options: { crashAfter?: number } = {}): void {
    const reading = this.read();
    this.record = withReading(this.record, reading);
    for (let i = 0; i < 20; i++) {
      const sight = this.see();
      this.record = withSight(this.record, sight);
      const { step, why } = planPreview(
        { reading, sight, record: this.record, target: this.target },
        new Date(this.time),
      );
      if (!step) {
        this.lines.push(`${this.clock} rest: ${why}`);
        return;
      }
      if (i >= (options.crashAfter ?? Infinity)) {
        this.lines.push(`${this.clock} the portal crashes`);
        return;
      }
      this.lines.push(`${this.clock} ${step.step}: ${why}`);
      if (step.step === 'delete') {
        step.evidence.forEach(one => this.lines.push(`    ${one}`));
      }
      if (!this.carryOut(step)) {
        return;
      }
    }
  }

  redeploy(): void {
    this.record = wantedAgain(this.record, new Date(this.time).toISOString());
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  private get clock(): string {
    return new Date(this.time).toISOString().slice(0, 16);
  }

  private get target(): Target {
    return {
      state: 'wanted',
      fingerprint: `print of ${this.pullRequest.head.commit}`,
      waitForStatus: this.waitForStatus,
    };
  }

  private read(): Reading {
    return this.silence
      ? { state: 'unknown', why: this.silence }
      : {
          state: 'known',
          pullRequest: this.pullRequest,
          readAt: new Date(this.time).toISOString(),
        };
  }

  private see(): Sight {
    if (this.fog) {
      return { state: 'unknown', why: this.fog };
    }
    return this.namespace
      ? {
          state: 'present',
          resourceVersion: '1',
          ...structuredClone(this.namespace),
        }
      : { state: 'absent' };
  }

  private carryOut(step: PreviewStep): boolean {
    const { record, namespace } = this;
    const { commit } = this.pullRequest.head;
    switch (step.step) {
      case 'create':
        this.namespace = {
          uid: `uid-${++this.uids}`,
          environment: {
            kind: 'preview',
            name: NAME,
            instance: 'test',
            owner: OWNER,
            createdBy: OWNER,
            tier: 's',
            schedule: parseSchedule('Mon-Fri 08:00-18:00 UTC'),
            source: { ...KEY, commit },
          },
        };
        return true;
      case 'aim':
        namespace!.environment.source.commit = commit;
        return true;
      case 'guard':
        namespace!.environment.guardRails = 'x';
        return true;
      case 'ask-build':
        this.record = {
          ...record,
          build: { commit, state: this.ci, message: this.ci },
        };
        return this.ci === 'ready';
      case 'wake':
        namespace!.environment.override = {
          state: 'awake',
          until: new Date(this.time + 4 * 3_600_000).toISOString(),
        };
        delete namespace!.environment.asleep;
        return true;
      case 'deliver':
        return this.deliver(commit, step.fingerprint);
      case 'delete':
        this.record = { ...record, ended: step.uid };
        namespace!.deletingSince = new Date(this.time).toISOString();
        return true;
      case 'note-gone':
        this.record = withoutNamespace(record, step.tombstone);
        return true;
      case 'drop-database':
        this.record = { ...record, databaseOf: undefined };
        return true;
      default:
        return false;
    }
  }

  private deliver(commit: string, fingerprint: string): boolean {
    const objects = [{ apiVersion: 'v1', kind: 'Service', name: 'web' }];
    const namespace = this.namespace!;
    namespace.delivered = delivering(namespace.delivered, objects, {});
    this.record = { ...this.record, databaseOf: namespace.uid };
    const { error } = this;
    if (error) {
      this.error = undefined;
      this.lines.push(`    it fails: ${error.message}`);
      this.record = withFailure(this.record, {
        ...error,
        target: fingerprint,
        at: new Date(this.time).toISOString(),
      });
      return false;
    }
    const { again } = this.record;
    namespace.delivered = {
      commit,
      fingerprint,
      ...(again && { again }),
      database: true,
      objects,
    };
    this.record = withDelivery(this.record, { commit, messages: [] });
    return true;
  }
}

const push = (story: Story, commit: string) =>
  story.event(`${commit} is pushed`, () => {
    story.pullRequest = {
      ...story.pullRequest,
      head: { ...story.pullRequest.head, commit },
    };
  });
const close = (story: Story) =>
  story.event('it is merged', () => {
    story.pullRequest = {
      ...story.pullRequest,
      state: 'closed',
      merged: true,
      closedAt: '2026-02-02T11:00:00Z',
    };
  });
const reopen = (story: Story) =>
  story.event('it is opened again', () => {
    story.pullRequest = { ...story.pullRequest, state: 'open', merged: false };
  });
const finish = (story: Story) =>
  story.event('the namespace is gone', () => {
    story.namespace = undefined;
  });

const STORIES: Record<string, (story: Story) => void> = {
  'from-open-to-merged': story => {
    story.look();
    push(story, 'c2');
    story.look();
    close(story);
    story.look();
    finish(story);
    story.look();
  },

  'crashes-and-failures': story => {
    story.look({ crashAfter: 1 });
    story.event('the delivery will fail', () => {
      story.error = { message: 'HTTP 503', permanent: false };
    });
    story.look();
    story.look();
    story.at('2026-02-02T09:01:00Z');
    story.look();
    push(story, 'c2');
    story.event('c2 names a Secret', () => {
      story.error = { message: 'deploy/web.yaml: a Secret', permanent: true };
    });
    story.look();
    story.at('2026-02-02T12:00:00Z');
    story.look();
    story.event('a person deploys it again', () => story.redeploy());
    story.look();
  },

  'nothing-unknown-deletes': story => {
    story.look();
    close(story);
    for (const why of ['HTTP 404', 'HTTP 401', 'HTTP 503', 'a short page']) {
      story.event(`the forge answers ${why}`, () => {
        story.silence = why;
      });
      story.look();
    }
    story.event('the forge answers, the cluster does not', () => {
      story.silence = undefined;
      story.fog = 'HTTP 503';
    });
    story.look();
    story.event('the cluster answers; alice protected it', () => {
      story.fog = undefined;
      story.namespace!.environment.protection = {
        by: 'user:default/alice',
        reason: 'For the demo',
      };
    });
    story.look();
    story.event('alice ends that', () => {
      delete story.namespace!.environment.protection;
    });
    story.look();
  },

  'opened-again-while-it-goes': story => {
    story.look();
    close(story);
    story.look();
    reopen(story);
    story.look();
    finish(story);
    story.look();
  },

  'deleted-by-somebody': story => {
    story.look();
    story.event('somebody deletes the namespace', () => {
      story.namespace!.deletingSince = '2026-02-02T09:00:00Z';
    });
    story.look();
    finish(story);
    story.look();
    story.look();
    push(story, 'c2');
    story.look();
    story.event('somebody deletes that as well', finish.bind(null, story));
    story.look();
    story.event('a person deploys it again', () => story.redeploy());
    story.look();
  },

  'a-push-at-night': story => {
    story.look();
    story.at('2026-02-02T23:00:00Z');
    story.event('it sleeps', () => {
      story.namespace!.environment.asleep = '1';
    });
    story.look();
    push(story, 'c2');
    story.waitForStatus = 'ci/build';
    story.look();
    story.event('the image is there', () => {
      story.ci = 'ready';
    });
    story.look();
  },
};

describe('the planner of previews tells', () => {
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
