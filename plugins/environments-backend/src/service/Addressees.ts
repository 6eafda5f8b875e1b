import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Settings } from '../domain/settings/settings';

interface AddresseesOptions {
  auth: AuthService;
  catalog: CatalogService;
  settings: Settings;
}

/** Who can be told something. */
export class Addressees {
  private constructor(private readonly options: AddresseesOptions) {}

  static create(options: AddresseesOptions): Addressees {
    return new Addressees(options);
  }

  /**
   * The owner and whoever stands in for owners, but for those who are not in the
   * catalog: a notification to nobody is delivered to nobody.
   *
   * @throws Error if nobody is left
   */
  async of(owner: string): Promise<string[]> {
    const { auth, catalog, settings } = this.options;
    const { fallbackOwner } = settings;
    const credentials = await auth.getOwnServiceCredentials();
    const refs = [
      ...new Set([owner, ...(fallbackOwner ? [fallbackOwner] : [])]),
    ];
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind'] },
      { credentials },
    );
    const found = refs.filter((_, i) => items[i]);
    if (found.length === 0) {
      throw new Error(
        `${owner} is not in the catalog, and environments.fallbackOwner names nobody who is`,
      );
    }
    return found;
  }
}
