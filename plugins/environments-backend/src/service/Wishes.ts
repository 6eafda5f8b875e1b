import { NotAllowedError } from '@backstage/errors';
import type { Environment } from '@fairway-idp/backstage-plugin-fairway-common';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Rails } from '../domain/guardRails/desiredObjects';
import type { Desired } from '../domain/plan/types';
import type { Settings } from '../domain/settings/settings';

/** Stands in where only a group is to be mapped. */
const NOBODY = 'user:default/nobody';

/** What the configuration wants of each environment, by owner and tier. */
export class Wishes {
  private readonly known = new Map<string, Rails>();

  private constructor(
    private readonly options: {
      clusters: Pick<FairwayClusters, 'identityOf'>;
      settings: Settings;
    },
  ) {}

  static create(options: {
    clusters: Pick<FairwayClusters, 'identityOf'>;
    settings: Settings;
  }): Wishes {
    return new Wishes(options);
  }

  /** @throws NotAllowedError if the owner is nobody in Kubernetes */
  for(environment: Pick<Environment, 'owner' | 'tier'>): Desired {
    const { lifetime, stuckAfter } = this.options.settings;
    return { rails: this.railsFor(environment), lifetime, stuckAfter };
  }

  private railsFor({
    owner,
    tier,
  }: Pick<Environment, 'owner' | 'tier'>): Rails {
    const key = `${tier}|${owner}`;
    const known = this.known.get(key);
    if (known) {
      return known;
    }
    const { settings } = this.options;
    const rails = {
      tier: settings.tiers[tier],
      network: settings.network,
      clusterRole: settings.clusterRole,
      owner: this.subjectOf(owner),
    };
    this.known.set(key, rails);
    return rails;
  }

  private subjectOf(owner: string): Rails['owner'] {
    const { clusters } = this.options;
    if (owner.startsWith('user:')) {
      const { user } = clusters.identityOf({
        userEntityRef: owner,
        ownershipEntityRefs: [],
      });
      return { kind: 'User', name: user };
    }
    const [group] = clusters.identityOf({
      userEntityRef: NOBODY,
      ownershipEntityRefs: [owner],
    }).groups;
    if (!group) {
      throw new NotAllowedError(
        `${owner} is no group in Kubernetes: fairway.impersonation.groups does not list it`,
      );
    }
    return { kind: 'Group', name: group };
  }
}
