import type {
  CachedKind,
  DeliveredWarning,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { Touches } from '../evaluate/touched';
import { sightingKey, type Verdict } from '../evaluate/evaluate';
import type { Source } from '../kinds';
import type { ObjectFacts } from '../kinds/facts';
import { jobKind, type JobFacts } from '../kinds/jobs';
import { claimKind, namespaceKind, type ClaimFacts } from '../kinds/others';
import { podKind, type PodFacts } from '../kinds/pods';
import {
  replicaSetKind,
  statefulSetKind,
  type ReplicaSetFacts,
  type WorkloadFacts,
} from '../kinds/workloads';

const KEEP = 'fairway.dev/keep-until';
const PROTECTED = 'fairway.dev/protected';
const NONE = {};

/** What is true about an object, whatever rules think of it. */
export interface Truth {
  kind: 'Pod' | 'Job' | 'PersistentVolumeClaim' | 'Namespace';
  facts: ObjectFacts;
  /** Since when it is of no use, in truth; undefined while it is. */
  idleSince?: number;
  /** Nobody renewed it since. */
  renewedAt: number;
}

/** By the name of a kind. */
export const KINDS: Record<Truth['kind'], CachedKind<ObjectFacts>> = {
  Pod: podKind,
  Job: jobKind,
  PersistentVolumeClaim: claimKind,
  Namespace: namespaceKind,
};

interface Common {
  namespace: string;
  name: string;
  now: number;
}

/**
 * As much of a cluster as rules can notice: objects with UIDs and resource
 * versions, and deletions that are refused when either differs.
 */
export class World implements Source {
  readonly truths = new Map<string, Truth>();
  readonly warnings: Array<DeliveredWarning & { time: number }> = [];
  readonly touches = new Touches();
  readonly sightings = new Map<string, { first: number; last: number }>();
  private readonly lists = new Map<unknown, Map<string, ObjectFacts>>();
  private counter = 0;

  items<P extends Projection>(
    kind: CachedKind<P>,
    namespace?: string,
  ): Iterable<P> {
    // What is in the map under a kind is of that very kind.
    const all = [...(this.lists.get(kind)?.values() ?? [])] as unknown as P[];
    return namespace === undefined
      ? all
      : all.filter(one => one.namespace === namespace);
  }

  get<P extends Projection>(
    kind: CachedKind<P>,
    namespace: string,
    name: string,
  ): P | undefined {
    return this.lists.get(kind)?.get(`${namespace}/${name}`) as unknown as P;
  }

  put<P extends ObjectFacts>(kind: CachedKind<P>, facts: P): void {
    const list = this.lists.get(kind) ?? new Map<string, ObjectFacts>();
    list.set(`${facts.namespace}/${facts.name}`, facts);
    this.touches.note(facts);
    this.lists.set(kind, list);
  }

  namespace(name: string, labels: Record<string, string>, now: number): void {
    const facts = { ...this.base({ namespace: '', name, now }), labels };
    this.put(namespaceKind, facts);
    this.truths.set(`Namespace/${name}/${name}`, {
      kind: 'Namespace',
      facts,
      idleSince: now,
      renewedAt: now,
    });
  }

  claim(common: Common): void {
    const facts: ClaimFacts = {
      ...this.base(common),
      phase: 'Bound',
      storage: '1Gi',
      owner: undefined,
      copyOf: undefined,
    };
    this.put(claimKind, facts);
    this.tell('PersistentVolumeClaim', facts, common.now);
  }

  job(common: Common, outcome: JobFacts['outcome']): void {
    const facts: JobFacts = {
      ...this.base(common),
      controller: undefined,
      outcome,
      endedAt: outcome && new Date(common.now).toISOString(),
      hasTtl: false,
      claims: [],
    };
    this.put(jobKind, facts);
    this.tell('Job', facts, common.now);
  }

  pod(common: Common, set: string | undefined): void {
    const facts: PodFacts = {
      ...this.base(common),
      phase: 'Running',
      finishedAt: undefined,
      controller:
        set === undefined ? undefined : { kind: 'ReplicaSet', name: set },
      node: 'n',
      isStatic: false,
      claims: [],
      cpu: 0,
      memory: 0,
      isUnschedulable: false,
      crash: undefined,
      digests: undefined,
    };
    this.put(podKind, facts);
    this.tell('Pod', facts, common.now);
  }

  replicaSet(common: Common, replicas: number): void {
    const facts: ReplicaSetFacts = {
      ...this.base(common),
      controller: undefined,
      replicas,
      claims: [],
    };
    this.put(replicaSetKind, facts);
  }

  /** A StatefulSet that names a claim by its template, at any replica count. */
  statefulSet(common: Common, more: Partial<WorkloadFacts>): void {
    this.put<WorkloadFacts>(statefulSetKind, {
      ...this.base(common),
      kind: 'StatefulSet',
      replicas: 0,
      claims: [],
      claimTemplates: [],
      podLabels: {},
      containers: [],
      ...more,
    });
  }

  remove<P extends ObjectFacts>(
    kind: CachedKind<P>,
    namespace: string,
    name: string,
  ): void {
    const gone = this.get(kind, namespace, name);
    if (gone) {
      this.touches.note(gone);
    }
    this.lists.get(kind)?.delete(`${namespace}/${name}`);
    this.truths.delete(`${kind.type.kind}/${namespace || name}/${name}`);
  }

  /** Changes labels and annotations, as a person would. */
  annotate(
    truth: Truth,
    change: { keepUntil?: string; protect?: boolean; now: number },
  ): void {
    const { facts } = truth;
    const labels = { ...facts.labels };
    const annotations = { ...facts.annotations };
    if (change.protect === true) {
      labels[PROTECTED] = 'true';
    } else if (change.protect === false) {
      delete labels[PROTECTED];
    }
    if (change.keepUntil !== undefined) {
      annotations[KEEP] = change.keepUntil;
      truth.renewedAt = change.now;
    }
    this.replace(truth, { labels, annotations });
  }

  /** Another UID under the same name. */
  recreate(truth: Truth, now: number): void {
    this.replace(truth, {
      uid: this.next('uid'),
      createdAt: new Date(now).toISOString(),
    });
    truth.renewedAt = now;
    truth.idleSince = truth.idleSince === undefined ? undefined : now;
  }

  /** Puts other facts in the place of those of an object. */
  replace(truth: Truth, change: object): void {
    const kind = KINDS[truth.kind];
    const facts = {
      ...truth.facts,
      ...change,
      resourceVersion: this.next('rv'),
    };
    truth.facts = facts;
    this.put(kind, facts);
  }

  deliver(verdict: Verdict, now: number): void {
    this.warnings.push({
      id: this.next('w'),
      uid: verdict.object.uid,
      expiresAt: verdict.expiresAt ?? '',
      deliveredAt: new Date(now).toISOString(),
      time: now,
    });
  }

  /** As the database has them. */
  knowledge(now: number, gap: number) {
    return {
      warnings: new Map(this.warnings.map(one => [one.uid, one])),
      sightings: new Map(
        [...this.sightings]
          .filter(([, { last }]) => now - last <= gap)
          .map(([key, { first }]) => [key, new Date(first).toISOString()]),
      ),
      touched: this.touches.peek(),
    };
  }

  note(
    keys: ReadonlySet<string>,
    restarted: ReadonlySet<string>,
    { now, gap }: { now: number; gap: number },
  ): void {
    restarted.forEach(key => this.sightings.delete(key));
    for (const [key, { last }] of this.sightings) {
      if (!keys.has(key) || now - last > gap) {
        this.sightings.delete(key);
      }
    }
    keys.forEach(key => {
      const first = this.sightings.get(key)?.first ?? now;
      this.sightings.set(key, { first, last: now });
    });
  }

  keyOf({ rule, object }: Verdict): string {
    return sightingKey(rule, object.uid);
  }

  private tell(kind: Truth['kind'], facts: ObjectFacts, now: number): void {
    this.truths.set(`${kind}/${facts.namespace}/${facts.name}`, {
      kind,
      facts,
      idleSince: now,
      renewedAt: now,
    });
  }

  private base({ namespace, name, now }: Common): ObjectFacts {
    return {
      uid: this.next('uid'),
      resourceVersion: this.next('rv'),
      namespace,
      name,
      labels: NONE,
      createdAt: new Date(now).toISOString(),
      deletingSince: undefined,
      annotations: NONE,
    };
  }

  private next(prefix: string): string {
    this.counter++;
    return `${prefix}-${this.counter}`;
  }
}
