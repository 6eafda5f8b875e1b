import {
  type PreviewEnvironment,
  environmentName,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import { delivering, type Delivered } from '../deliver/delivered';
import { planPreview } from '../plan/planPreview';
import { targetOf } from '../plan/targetOf';
import type { PreviewStep, Reading, Sight } from '../plan/types';
import type { PreviewKey, PreviewRecord } from '../record/record';
import {
  wantedAgain,
  withDelivery,
  withFailure,
  withoutNamespace,
  withReading,
  withSight,
} from '../record/transitions';
import type { PreviewSettings } from '../settings';
import type { PreviewSource } from '../setUp/source';

const REPOSITORY = {
  id: '7',
  fullName: 'shop/storefront',
  url: 'https://git.example.com/shop/storefront',
  defaultBranch: 'main',
};
const OWNER = 'group:default/shop';
const SOURCE: PreviewSource = {
  host: 'git.example.com',
  calledInCatalog: REPOSITORY.fullName,
  repository: REPOSITORY,
  components: [
    {
      ref: 'component:default/storefront',
      name: 'storefront',
      path: 'deploy',
      owner: OWNER,
    },
  ],
};
const SETTINGS: PreviewSettings = {
  every: 30_000,
  concurrency: 1,
  clusters: ['dev'],
  defaults: { tier: 's', days: 7 },
};
const MOST_STEPS = 20;

/** A pull request as it truly is. */
export interface Truth {
  state: 'open' | 'closed';
  commit: string;
  /** Its preview was deleted while it showed this commit. */
  buried?: string;
}

interface SimulatedNamespace {
  uid: string;
  deletingSince?: string;
  environment: PreviewEnvironment;
  delivered?: Delivered;
}

/** What is broken at the moment. */
export interface Troubles {
  forge: boolean;
  cluster: boolean;
  delivery: boolean;
  database: boolean;
}

class Crash extends Error {}

/**
 * A forge, a cluster and a shared database in memory, and the planner between
 * them. Everything that the service does in a step happens here in the same
 * order, so that a crash may come between any two writes.
 */
export class PreviewWorld {
  readonly pullRequests = new Map<number, Truth>();
  readonly namespaces = new Map<string, SimulatedNamespace>();
  /** By name of the preview: UID of the namespace that it was made for. */
  readonly schemas = new Map<string, string>();
  readonly records = new Map<number, PreviewRecord>();
  readonly troubles: Troubles = {
    forge: false,
    cluster: false,
    delivery: false,
    database: false,
  };
  /** What must never happen. */
  readonly wrongs: string[] = [];
  now = Date.parse('2026-02-02T12:00:00Z');
  private uids = 0;
  private writesLeft = Infinity;

  /** One look at a pull request, as after a hint or in a pass. */
  reconcile(number: number, options: { crashAfter?: number } = {}): void {
    this.writesLeft = options.crashAfter ?? Infinity;
    try {
      this.look(number);
    } catch (error) {
      if (!(error instanceof Crash)) {
        throw error;
      }
    }
  }

  pass(options: { crashAfter?: number } = {}): void {
    const all = new Set([...this.pullRequests.keys(), ...this.records.keys()]);
    this.adoptLost();
    all.forEach(number => this.reconcile(number, options));
  }

  /** Somebody, or the lifetime, deletes a preview. */
  deleteOutside(number: number): void {
    const name = nameOf(number);
    const namespace = this.namespaces.get(name);
    const truth = this.pullRequests.get(number);
    if (namespace && !namespace.deletingSince) {
      namespace.deletingSince = this.time;
      if (truth) {
        truth.buried = namespace.environment.source.commit;
      }
    }
  }

  redeploy(number: number): void {
    const record = this.records.get(number);
    const truth = this.pullRequests.get(number);
    const sight = this.see(number);
    if (record && truth?.state === 'open' && sight.state !== 'unknown') {
      truth.buried = undefined;
      const seen = withSight(record, sight);
      this.records.set(number, wantedAgain(seen, this.time));
    }
  }

  /** The namespace controller comes to its ends. */
  finishDeletions(): void {
    for (const [name, { deletingSince }] of this.namespaces) {
      if (deletingSince !== undefined) {
        this.namespaces.delete(name);
      }
    }
  }

  private get time(): string {
    return new Date(this.now).toISOString();
  }

  private write(): void {
    if (this.writesLeft-- <= 0) {
      throw new Crash('The portal crashes');
    }
  }

  private save(number: number, record: PreviewRecord): PreviewRecord {
    this.write();
    this.records.set(number, record);
    return record;
  }

  private look(number: number): void {
    const reading = this.read(number);
    let record = this.records.get(number);
    if (!record) {
      if (
        reading.state === 'unknown' ||
        reading.pullRequest.state === 'closed'
      ) {
        return;
      }
      record = newRecord(number);
    }
    this.save(number, withReading(record, reading));
    for (let i = 0; i < MOST_STEPS; i++) {
      if (!this.round(number, reading)) {
        return;
      }
    }
    this.wrongs.push(`${number}: it does not come to rest`);
  }

  private round(number: number, reading: Reading): boolean {
    const before = this.records.get(number);
    if (!before) {
      return false;
    }
    const sight = this.see(number);
    const record = this.save(number, withSight(before, sight));
    const target = targetOf(record, SOURCE, SETTINGS);
    const situation = { reading, sight, record, target };
    const { step } = planPreview(situation, new Date(this.now));
    if (!step) {
      return false;
    }
    return this.carryOut(number, step, record);
  }

  private carryOut(
    number: number,
    step: PreviewStep,
    record: PreviewRecord,
  ): boolean {
    const name = nameOf(number);
    const namespace = this.namespaces.get(name);
    const truth = this.pullRequests.get(number)!;
    switch (step.step) {
      case 'create':
        this.write();
        this.namespaces.set(name, {
          uid: `uid-${++this.uids}`,
          environment: newEnvironment(number, truth.commit),
        });
        return true;
      case 'aim':
        this.write();
        namespace!.environment.source.commit = truth.commit;
        return true;
      case 'guard':
        this.write();
        namespace!.environment.guardRails = 'x';
        return true;
      case 'deliver':
        return this.deliver(number, step.fingerprint, record);
      case 'delete':
        this.save(number, { ...record, ended: step.uid });
        this.write();
        this.judgeDeletion(number, step.uid);
        namespace!.deletingSince = this.time;
        return true;
      case 'note-gone':
        this.save(number, withoutNamespace(record, step.tombstone));
        return true;
      case 'drop-database':
        if (this.troubles.database) {
          return false;
        }
        this.write();
        this.schemas.delete(name);
        this.save(number, { ...record, databaseOf: undefined });
        return true;
      case 'part':
        this.write();
        this.records.delete(number);
        return false;
      default:
        this.wrongs.push(`${number}: ${step.step} was not to be expected`);
        return false;
    }
  }

  private deliver(
    number: number,
    fingerprint: string,
    record: PreviewRecord,
  ): boolean {
    const name = nameOf(number);
    const namespace = this.namespaces.get(name)!;
    const { commit } = namespace.environment.source;
    const objects = [{ apiVersion: 'v1', kind: 'Service', name: commit }];
    this.write();
    namespace.delivered = delivering(namespace.delivered, objects, {
      database: true,
    });
    const known = this.save(number, { ...record, databaseOf: namespace.uid });
    if (this.troubles.database || this.troubles.delivery) {
      this.save(
        number,
        withFailure(known, {
          target: fingerprint,
          message: 'It does not work',
          permanent: false,
          at: this.time,
        }),
      );
      return false;
    }
    this.write();
    this.schemas.set(name, namespace.uid);
    this.write();
    const { again } = record;
    namespace.delivered = {
      commit,
      fingerprint,
      ...(again !== undefined && { again }),
      database: true,
      objects,
    };
    this.save(number, withDelivery(known, { commit, messages: [] }));
    return true;
  }

  private judgeDeletion(number: number, uid: string): void {
    const truth = this.pullRequests.get(number);
    if (truth?.state !== 'closed') {
      this.wrongs.push(`${number}: deleted although it is ${truth?.state}`);
    }
    if (this.namespaces.get(nameOf(number))?.uid !== uid) {
      this.wrongs.push(`${number}: another namespace was deleted`);
    }
  }

  private read(number: number): Reading {
    const truth = this.pullRequests.get(number);
    return this.troubles.forge || !truth
      ? { state: 'unknown', why: 'HTTP 404' }
      : {
          state: 'known',
          pullRequest: pullRequestOf(number, truth),
          readAt: this.time,
        };
  }

  private see(number: number): Sight {
    if (this.troubles.cluster) {
      return { state: 'unknown', why: 'HTTP 503' };
    }
    const namespace = this.namespaces.get(nameOf(number));
    return namespace
      ? {
          state: 'present',
          resourceVersion: '1',
          ...structuredClone(namespace),
        }
      : { state: 'absent' };
  }

  private adoptLost(): void {
    for (const [name, { environment }] of this.namespaces) {
      const { number } = environment.source;
      if (!this.records.has(number) && !this.troubles.cluster) {
        this.records.set(number, { ...newRecord(number), name });
      }
    }
  }
}

/** The name of the preview of a pull request. */
export function nameOf(number: number): string {
  return environmentName({
    kind: 'preview',
    instance: 'test',
    slug: 'storefront',
    ...keyOf(number),
  });
}

function keyOf(number: number): PreviewKey {
  return { host: SOURCE.host, repositoryId: REPOSITORY.id, number };
}

function newRecord(number: number): PreviewRecord {
  return {
    key: keyOf(number),
    name: nameOf(number),
    cluster: 'dev',
    repository: REPOSITORY.fullName,
    owner: OWNER,
    tier: 's',
    told: {},
  };
}

function newEnvironment(number: number, commit: string): PreviewEnvironment {
  return {
    kind: 'preview',
    name: nameOf(number),
    instance: 'test',
    owner: OWNER,
    createdBy: OWNER,
    tier: 's',
    source: { ...keyOf(number), commit },
  };
}

function pullRequestOf(number: number, { state, commit }: Truth): PullRequest {
  return {
    repository: REPOSITORY,
    number,
    title: 'A change',
    url: `${REPOSITORY.url}/pulls/${number}`,
    author: 'alice',
    state,
    merged: false,
    draft: false,
    head: { commit, branch: 'change', repositoryId: REPOSITORY.id },
    base: { branch: 'main' },
    updatedAt: '2026-02-02T12:00:00Z',
  };
}
