import type {
  CachedKind,
  Projection,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Source } from '../domain/kinds';

let counter = 0;

/** Objects as a cluster would show them, through the very projections. */
export class Table implements Source {
  private readonly lists = new Map<unknown, Projection[]>();

  add<P extends Projection>(
    kind: CachedKind<P>,
    object: KubernetesObject & { [field: string]: unknown },
  ): P {
    counter++;
    const facts = kind.project({
      ...object,
      metadata: {
        uid: `uid-${counter}`,
        resourceVersion: `${counter}`,
        creationTimestamp: '2026-01-01T00:00:00.000Z',
        ...object.metadata,
      },
    });
    this.lists.set(kind, [...(this.lists.get(kind) ?? []), facts]);
    return facts;
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
