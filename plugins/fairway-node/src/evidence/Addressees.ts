import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** @public */
export interface AddresseesOptions {
  auth: AuthService;
  catalog: CatalogService;
  /**
   * Stands in for owners; with the key of the configuration that names it.
   * Without it nobody does.
   */
  fallback?: { owner?: string; config: string };
}

/** Who can be told something. @public */
export class Addressees {
  private constructor(private readonly options: AddresseesOptions) {}

  static create(options: AddresseesOptions): Addressees {
    return new Addressees(options);
  }

  /**
   * The owner or owners and whoever stands in for owners, but for those who are not
   * in the catalog: a notification to nobody is delivered to nobody.
   *
   * @throws Error if nobody is left
   */
  async of(owner: string | readonly string[]): Promise<string[]> {
    const { auth, catalog, fallback } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const owners = [owner].flat();
    const refs = [
      ...new Set([...owners, ...(fallback?.owner ? [fallback.owner] : [])]),
    ];
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind'] },
      { credentials },
    );
    const found = refs.filter((_, i) => items[i]);
    if (found.length === 0) {
      throw new Error(
        `${owners.join(' and ') || 'Nobody'} is not in the catalog${
          fallback ? `, and ${fallback.config} names nobody who is` : ''
        }`,
      );
    }
    return found;
  }
}
