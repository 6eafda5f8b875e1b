import { NotFoundError } from '@backstage/errors';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewSettings } from '../../domain/preview/settings';

/** The clusters that hold previews. */
export class PreviewClusters {
  private constructor(
    private readonly options: {
      clusters: FairwayClusters;
      previews: PreviewSettings | undefined;
    },
  ) {}

  static create(options: {
    clusters: FairwayClusters;
    previews: PreviewSettings | undefined;
  }): PreviewClusters {
    return new PreviewClusters(options);
  }

  /** The first is the one for new previews. */
  async names(): Promise<string[]> {
    const { clusters, previews } = this.options;
    if (!previews) {
      return [];
    }
    const all = (await clusters.list()).map(({ name }) => name);
    return previews.clusters.length > 0
      ? previews.clusters.filter(name => all.includes(name))
      : all.slice(0, 1);
  }

  /** @throws NotFoundError if there is none */
  async forNew(): Promise<string> {
    const [name] = await this.names();
    if (name === undefined) {
      throw new NotFoundError(
        'There is no cluster for previews: see environments.previews.clusters',
      );
    }
    return name;
  }
}
