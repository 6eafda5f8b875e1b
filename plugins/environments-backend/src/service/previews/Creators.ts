import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** A login that can be the name of an entity. */
const LOGIN = /^[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

/**
 * Who a preview is shown to as their own. It gives no right: anybody may call
 * themselves as they like on a forge.
 */
export class Creators {
  private constructor(
    private readonly options: { auth: AuthService; catalog: CatalogService },
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): Creators {
    return new Creators(options);
  }

  /** The user whose name is the author's login; the owner if there is none. */
  async of(author: string | undefined, owner: string): Promise<string> {
    if (!author || !LOGIN.test(author)) {
      return owner;
    }
    const ref = stringifyEntityRef({
      kind: 'User',
      namespace: 'default',
      name: author,
    });
    const { auth, catalog } = this.options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const found = await catalog.getEntityByRef(ref, { credentials });
      return found ? ref : owner;
    } catch {
      return owner;
    }
  }
}
