import {
  KubernetesApiError,
  type CachedKind,
  type Cluster,
  type Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { evaluate, type Verdict } from '../domain/evaluate/evaluate';
import { INSIDE, type Source } from '../domain/kinds';
import type { ObjectFacts } from '../domain/kinds/facts';
import { jobKind } from '../domain/kinds/jobs';
import { claimKind, namespaceKind } from '../domain/kinds/others';
import { podKind, type PodFacts } from '../domain/kinds/pods';
import { replicaSetKind, statefulSetKind } from '../domain/kinds/workloads';
import type { Rule } from '../domain/rules/rule';
import type { Settings } from '../domain/settings/settings';
import type { Contents } from './Contents';
import type { Evaluations } from './Evaluations';

/** One object that is looked at again. */
export interface Suspect {
  kind: Rule['kind'];
  namespace: string;
  name: string;
}

interface RechecksOptions {
  contents: Contents;
  evaluations: Evaluations;
  settings: Settings;
  now: () => Date;
}

const OF: Record<Rule['kind'], CachedKind<ObjectFacts>> = {
  Pod: podKind,
  Job: jobKind,
  PersistentVolumeClaim: claimKind,
  Namespace: namespaceKind,
};

/** What was read for one look. */
class FreshSource implements Source {
  private readonly lists = new Map<unknown, Projection[]>();

  put<P extends Projection>(kind: CachedKind<P>, items: P[]): void {
    this.lists.set(kind, items);
  }

  items<P extends Projection>(kind: CachedKind<P>, namespace?: string): P[] {
    // What is in the map under a kind was projected by that very kind.
    const all = (this.lists.get(kind) ?? []) as P[];
    return namespace === undefined
      ? all
      : all.filter(one => one.namespace === namespace);
  }

  get<P extends Projection>(
    kind: CachedKind<P>,
    namespace: string,
    name: string,
  ): P | undefined {
    return this.items(kind, namespace).find(one => one.name === name);
  }
}

/** Decides together whether a claim or a namespace is of use. */
const AROUND: readonly CachedKind<ObjectFacts>[] = INSIDE;

/** Looks at one object past every cache, with all that decides about it. */
export class Rechecks {
  private constructor(private readonly options: RechecksOptions) {}

  static create(options: RechecksOptions): Rechecks {
    return new Rechecks(options);
  }

  /**
   * What the rules say about it now; undefined if no rule is about it.
   *
   * @throws KubernetesApiError if something that decides cannot be read; 404 if
   *   the object is gone
   */
  async afresh(
    cluster: Cluster,
    suspect: Suspect,
  ): Promise<Verdict | undefined> {
    const { settings, evaluations, contents, now } = this.options;
    const source = await readAround(cluster, suspect);
    const rules = settings.rules.filter(({ kind }) => kind === suspect.kind);
    const at = now();
    const knowledge = await evaluations.knowledge(cluster.name, at);
    const against =
      suspect.kind === 'Namespace'
        ? await contents.against(cluster, suspect.name)
        : undefined;
    let found: Verdict | undefined;
    evaluate(source, {
      settings,
      rules,
      knowledge: { ...knowledge, ...(against && { contents: against }) },
      now: at,
      onVerdict: verdict => {
        if (verdict.object.name === suspect.name) {
          found = verdict;
        }
      },
    });
    return found;
  }
}

/** The object, its namespace, and whatever in it decides about the object. */
async function readAround(
  cluster: Cluster,
  { kind, namespace, name }: Suspect,
): Promise<FreshSource> {
  const source = new FreshSource();
  const read = async <P extends Projection>(
    what: CachedKind<P>,
    where: { namespace?: string; name: string },
  ): Promise<P> => {
    const object = await cluster.reader.get({ type: what.type, ...where });
    const facts = what.project(object);
    source.put(what, [facts]);
    return facts;
  };
  await read(namespaceKind, { name: namespace });
  switch (kind) {
    case 'Pod': {
      const pod = await read(podKind, { namespace, name });
      await readController(pod, read);
      return source;
    }
    case 'Job':
      await read(jobKind, { namespace, name });
      return source;
    default:
      await Promise.all(
        AROUND.map(async inside => {
          const objects = await cluster.reader.list<KubernetesObject>(
            inside.type,
            { namespace },
          );
          source.put(inside, objects.map(inside.project));
        }),
      );
      if (kind !== 'Namespace' && !source.get(OF[kind], namespace, name)) {
        throw new KubernetesApiError({
          cluster: cluster.name,
          statusCode: 404,
          reason: 'NotFound',
          message: `${kind} ${namespace}/${name} is gone`,
        });
      }
      return source;
  }
}

/** One that is gone is a reason to keep the pod, not an error. */
async function readController(
  { controller, namespace }: PodFacts,
  read: (
    kind: CachedKind<Projection>,
    where: { namespace?: string; name: string },
  ) => Promise<unknown>,
): Promise<void> {
  const kind = [replicaSetKind, statefulSetKind].find(
    ({ type }) => type.kind === controller?.kind,
  );
  if (!kind || !controller) {
    return;
  }
  try {
    await read(kind, { namespace, name: controller.name });
  } catch (error) {
    if (!(error instanceof KubernetesApiError && error.statusCode === 404)) {
      throw error;
    }
  }
}
