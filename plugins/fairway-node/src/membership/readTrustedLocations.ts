import type { Config } from '@backstage/config';

/**
 * Addresses of the locations from which the platform registers what it likes: those
 * of `fairway.trustedLocations`, and the URLs of `catalog.locations`.
 *
 * @returns for `trustedSourceOf`
 * @public
 */
export function readTrustedLocations(root: Config): string[] {
  const registered = root.getOptionalConfigArray('catalog.locations') ?? [];
  return [
    ...(root.getOptionalStringArray('fairway.trustedLocations') ?? []),
    ...registered
      .filter(location => location.getOptionalString('type') === 'url')
      .flatMap(location => location.getOptionalString('target') ?? []),
  ];
}
