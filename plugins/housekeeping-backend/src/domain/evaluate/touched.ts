import type { Projection } from '@fairway-idp/backstage-plugin-fairway-node';

/**
 * What was of use between two passes, however shortly: a job that mounts a volume
 * for a minute is over before anybody looks. By the names of claims
 * (`<namespace>/<claim>`) and of namespaces.
 */
export interface Touched {
  claims: ReadonlySet<string>;
  namespaces: ReadonlySet<string>;
}

/** Nothing was. */
export const UNTOUCHED: Touched = { claims: new Set(), namespaces: new Set() };

/** Collects it from the changes of a watch. */
export class Touches {
  private claims = new Set<string>();
  private namespaces = new Set<string>();

  /** Something came, changed or went. */
  note(item: Projection): void {
    const { namespace } = item;
    if (namespace === '') {
      return;
    }
    this.namespaces.add(namespace);
    if ('claims' in item && Array.isArray(item.claims)) {
      item.claims.forEach(claim => this.claims.add(`${namespace}/${claim}`));
    }
  }

  /** Since the last time that it was taken. */
  peek(): Touched {
    return { claims: this.claims, namespaces: this.namespaces };
  }

  take(): Touched {
    const taken = this.peek();
    this.claims = new Set();
    this.namespaces = new Set();
    return taken;
  }
}
