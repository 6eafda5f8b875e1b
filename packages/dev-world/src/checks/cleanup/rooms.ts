import { until } from '../../world/bootstrap.ts';
import { ApiError } from '../../world/api.ts';
import { PATIENCE, type Stage } from '../lifetime/stage.ts';
import { ended, type Made } from './objects.ts';

const HOUR = 3_600_000;
/** Hours: sightings bear no longer gap than a day. */
const STRIDE = 22;

/** A finding, as the portal shows it; what a check looks at. */
export interface Finding {
  namespace: string;
  kind: string;
  name: string;
  uid: string;
  state: string;
  message: string;
  owner: string;
  ownerFrom: string;
  expiresAt: string;
  warnedAt?: string;
}

interface ClusterFindings {
  lastPass?: { at: string; message: string };
  blocked?: string;
  findings: Finding[];
}

/** What the check makes, and how it looks at it. */
export class Rooms {
  readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  async make(...made: Made[]): Promise<void> {
    for (const { collection, object } of made) {
      await this.stage.admin.text('POST', collection, { body: object });
    }
  }

  async end(made: Made, how: 'Complete' | 'Failed'): Promise<void> {
    const { collection, object } = made;
    await this.stage.admin.text(
      'PATCH',
      `${collection}/${object.metadata.name}/status`,
      { body: ended(how), contentType: 'application/merge-patch+json' },
    );
  }

  /** UID of what is there and is to stay. */
  async uid(path: string): Promise<string | undefined> {
    try {
      const { metadata } = await this.stage.admin.get<{
        metadata: { uid: string; deletionTimestamp?: string };
      }>(path);
      return metadata.deletionTimestamp ? undefined : metadata.uid;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** What everybody is told of the cluster, by who may see all. */
  async look(): Promise<ClusterFindings> {
    const { clusters } = await this.stage.platform.get<{
      clusters: ClusterFindings[];
    }>('housekeeping/v1/findings?scope=all');
    return clusters[0];
  }

  async find(name: string): Promise<Finding | undefined> {
    return (await this.look()).findings.find(one => one.name === name);
  }

  async state(name: string): Promise<string> {
    return (await this.find(name))?.state ?? 'none';
  }

  async expectState(what: string, name: string, wanted: string) {
    await this.stage.report.expectSoon(`${what}: ${wanted}`, () =>
      until(
        `${name} to be ${wanted}`,
        async () => (await this.state(name)) === wanted,
        PATIENCE,
      ),
    );
  }

  /** What alice does with one of hers. */
  async change(
    verb: 'renew' | 'protect' | 'delete',
    what: { kind: string; namespace: string; name: string },
    more: object = {},
  ): Promise<{ outcome: string }> {
    return this.stage.alice.post(`housekeeping/v1/object/${verb}`, {
      cluster: 'dev',
      ...what,
      reason: 'The check wants it',
      ...more,
    });
  }

  /** Until a pass has ended that began now or later. */
  async pass(): Promise<void> {
    // Two: the first one may have begun before.
    for (let i = 0; i < 2; i++) {
      const since = this.stage.clock.now().toISOString();
      await until(
        'a pass',
        async () => ((await this.look()).lastPass?.at ?? '') > since,
        PATIENCE,
      );
    }
  }

  /** So many hours, and no gap longer than sightings bear. */
  async hoursGoBy(hours: number): Promise<void> {
    for (let left = hours; left > 0; left -= STRIDE) {
      this.stage.clock.forward(Math.min(left, STRIDE));
      await this.pass();
    }
  }

  /** So many hours before (or after) a moment. */
  async towards(time: number, hoursBefore: number): Promise<void> {
    const to = time - hoursBefore * HOUR;
    await this.hoursGoBy((to - this.stage.clock.now().getTime()) / HOUR);
  }
}
