import {
  HOUSEKEEPING_LABELS,
  HOUSEKEEPING_ANNOTATIONS as A,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { DeliveredWarning } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Source } from '../kinds';
import { keepUntilOf, type ObjectFacts } from '../kinds/facts';
import { jobKind } from '../kinds/jobs';
import { claimKind, namespaceKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import { claimUse, type ClaimUse } from '../rules/claimUse';
import { emptyNamespace } from '../rules/emptyNamespace';
import { endedJob } from '../rules/endedJob';
import { unboundClaim, unmountedClaim } from '../rules/idleClaim';
import { oldPod } from '../rules/oldPod';
import { placeOf, type Place } from '../rules/place';
import type { Rule } from '../rules/rule';
import {
  fresh,
  kept,
  unknown,
  type Against,
  type Staleness,
} from '../rules/staleness';
import type { Settings } from '../settings/settings';
import { next, type Next } from './next';
import type { Touched } from './touched';

/** What one rule says about one object. */
export interface Verdict extends Next {
  rule: Rule;
  object: ObjectFacts;
  /** Of the object; of a namespace, its own name. */
  namespace: string;
  place: Place;
  /** RFC 3339; absent if the rule does not match. */
  since?: string;
  protection?: { by: string; reason: string };
  matched?: Extract<Staleness, { stale: true }>;
}

/** What is known beside the objects. */
export interface Knowledge {
  /** The newest for each UID. */
  warnings: ReadonlyMap<string, DeliveredWarning>;
  /** RFC 3339 by `sightingKey`: since when it was seen so without a gap. */
  sightings: ReadonlyMap<string, string>;
  /** What was of use since it was looked at last. */
  touched: Touched;
  /** What a fresh look found in a namespace, beyond the kinds of the cache. */
  contents?: Against;
}

/** @see evaluate */
export interface EvaluateOptions {
  settings: Pick<Settings, 'instance' | 'systemNamespaces' | 'warningLapses'>;
  rules: readonly Rule[];
  knowledge: Knowledge;
  now: Date;
  /** Told of each object that a rule looks at, also of those that it is not about. */
  onVerdict: (verdict: Verdict) => void;
}

/** @see evaluate */
export interface Evaluated {
  /** Objects that a rule looked at. */
  looked: number;
  /** What was seen to match rules that count from when that was first seen. */
  sighted: Set<string>;
  /** Of these, what was of use in between, and so counts anew. */
  restarted: Set<string>;
}

/** Under which a sighting is kept: a rule of another target starts anew. */
export function sightingKey({ target }: Pick<Rule, 'target'>, uid: string) {
  return `${target}|${uid}`;
}

/** What a rule may find in one namespace. */
interface Room {
  namespace: ObjectFacts;
  place: Place;
  /** Of each rule, whether it applies here, and with what reservation. */
  reservation(rule: Rule): Against | 'not here' | undefined;
  use(): ClaimUse;
}

const GOING: Staleness = fresh('going', () => 'It is being deleted');

class Run {
  readonly result: Evaluated = {
    looked: 0,
    sighted: new Set(),
    restarted: new Set(),
  };
  private readonly byKind: Record<Rule['kind'], Rule[]> = {
    Pod: [],
    Job: [],
    PersistentVolumeClaim: [],
    Namespace: [],
  };

  constructor(
    private readonly source: Source,
    private readonly options: EvaluateOptions,
  ) {
    for (const rule of options.rules) {
      if (rule.enabled) {
        this.byKind[rule.kind].push(rule);
      }
    }
  }

  room(namespace: ObjectFacts): void {
    const { source } = this;
    const place = placeOf(namespace, this.options.settings);
    if (place.is === 'system') {
      return;
    }
    const room = roomOf(namespace, place, source);
    this.each(room, 'Pod', source.items(podKind, namespace.name), pod =>
      oldPod(pod, source),
    );
    this.each(room, 'Job', source.items(jobKind, namespace.name), (job, rule) =>
      endedJob(job, rule.target === 'failed-job' ? 'failed' : 'complete'),
    );
    this.each(
      room,
      'PersistentVolumeClaim',
      source.items(claimKind, namespace.name),
      (claim, rule) =>
        rule.target === 'unbound-claim'
          ? unboundClaim(claim, room.use())
          : unmountedClaim(claim, room.use()),
    );
    this.each(room, 'Namespace', [namespace], () =>
      emptyNamespace(
        { name: namespace.name, place },
        source,
        this.options.knowledge.contents,
      ),
    );
  }

  /** The first rule that applies in the room and matches decides. */
  private each<P extends ObjectFacts>(
    room: Room,
    kind: Rule['kind'],
    items: Iterable<P>,
    ask: (item: P, rule: Rule) => Staleness,
  ): void {
    const rules = this.byKind[kind].flatMap(rule => {
      const reservation = room.reservation(rule);
      return reservation === 'not here' ? [] : [{ rule, reservation }];
    });
    if (rules.length === 0) {
      return;
    }
    for (const item of items) {
      this.result.looked++;
      let first: Verdict | undefined;
      for (const { rule, reservation } of rules) {
        const verdict = this.judge(room, { item, rule, reservation }, ask);
        // Another rule may say more than that it is not for this one.
        first = first && verdict.reason === 'never' ? first : verdict;
        if (verdict.matched) {
          first = verdict;
          break;
        }
      }
      if (first) {
        this.options.onVerdict(first);
      }
    }
  }

  private judge<P extends ObjectFacts>(
    room: Room,
    subject: { item: P; rule: Rule; reservation: Against | undefined },
    ask: (item: P, rule: Rule) => Staleness,
  ): Verdict {
    const { item, rule, reservation } = subject;
    const { namespace, place } = room;
    const base = { rule, object: item, namespace: namespace.name, place };
    const staleness: Staleness = item.deletingSince ? GOING : ask(item, rule);
    if (!staleness.stale) {
      return { ...base, reason: staleness.reason, why: staleness.why };
    }
    const { settings, knowledge, now } = this.options;
    const since = this.sinceOf(staleness.since, { item, rule });
    const protection = protectionOf(item) ?? protectionOf(namespace);
    const step = next(
      { rule, warningLapses: settings.warningLapses },
      {
        uid: item.uid,
        deletingSince: item.deletingSince ?? namespace.deletingSince,
        since,
        against: reservation ?? staleness.against,
        protection,
        keepUntil: keepUntilOf(item),
        warning: knowledge.warnings.get(item.uid),
      },
      now,
    );
    return {
      ...base,
      ...step,
      since,
      matched: staleness,
      ...(protection && { protection }),
    };
  }

  private sinceOf(
    since: string,
    { item, rule }: { item: ObjectFacts; rule: Rule },
  ): string {
    if (since !== 'seen') {
      return since;
    }
    const key = sightingKey(rule, item.uid);
    this.result.sighted.add(key);
    const { knowledge, now } = this.options;
    const known = knowledge.sightings.get(key);
    if (!isTouched(item, knowledge.touched)) {
      return known ?? now.toISOString();
    }
    this.result.restarted.add(key);
    return now.toISOString();
  }
}

/**
 * What the rules say about every object of a cluster. One look over what the
 * source holds; pure.
 */
export function evaluate(source: Source, options: EvaluateOptions): Evaluated {
  const run = new Run(source, options);
  for (const namespace of source.items(namespaceKind)) {
    run.room(namespace);
  }
  return run.result;
}

function isTouched({ namespace, name }: ObjectFacts, touched: Touched) {
  return namespace === ''
    ? touched.namespaces.has(name)
    : touched.claims.has(`${namespace}/${name}`);
}

function roomOf(namespace: ObjectFacts, place: Place, source: Source): Room {
  let use: ClaimUse | undefined;
  const general = reservationOf(place);
  return {
    namespace,
    place,
    use: () => (use ??= claimUse(source, namespace.name)),
    reservation: rule => {
      if (place.is === 'foreign' || place.is === 'open') {
        if (!rule.namespaces.includes(namespace.name)) {
          return 'not here';
        }
        return place.is === 'open'
          ? undefined
          : kept(
              'foreign',
              `The rule names ${namespace.name}, but the cluster's administrator did not label it ${HOUSEKEEPING_LABELS.cleanable}=true`,
            );
      }
      if (!rule.environments) {
        return 'not here';
      }
      // A job that has ended stays ended while all sleeps.
      return rule.kind === 'Job' && general?.state === 'asleep'
        ? undefined
        : general;
    },
  };
}

function reservationOf(place: Place): Against | undefined {
  if (place.is === 'garbled') {
    return unknown(
      `What its environment says cannot be understood: ${place.problems[0]}`,
    );
  }
  if (place.is === 'environment' && place.environment.asleep !== undefined) {
    return {
      state: 'asleep',
      reason: 'asleep',
      why: 'Its environment sleeps, which is not the same as being left behind',
    };
  }
  return undefined;
}

/** The label alone protects: whoever set it by hand meant it. */
export function protectionOf({
  labels,
  annotations,
}: ObjectFacts): { by: string; reason: string } | undefined {
  if (!(HOUSEKEEPING_LABELS.protected in labels)) {
    return undefined;
  }
  try {
    const { by, reason } = JSON.parse(annotations[A.protection] ?? '') as {
      by?: unknown;
      reason?: unknown;
    };
    if (typeof by === 'string' && typeof reason === 'string') {
      return { by, reason };
    }
  } catch {
    // Not ours to read; the label counts.
  }
  return {
    by: 'unknown',
    reason: `The label ${HOUSEKEEPING_LABELS.protected} is set`,
  };
}
