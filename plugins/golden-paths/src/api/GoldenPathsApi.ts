import { createApiRef } from '@backstage/core-plugin-api';
import type {
  GoldenPathPlaces,
  GoldenPathRoom,
  GoldenPathTarget,
  PreflightInput,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * What a form asks the golden-paths backend.
 *
 * @public
 */
export interface GoldenPathsApi {
  /** The namespaces that one may use. */
  listPlaces(
    query: { search?: string },
    signal?: AbortSignal,
  ): Promise<GoldenPathPlaces>;
  /** What is left of the quotas of a namespace. */
  readRoom(
    target: GoldenPathTarget,
    signal?: AbortSignal,
  ): Promise<GoldenPathRoom>;
  /** What the cluster would say to a form as it is filled in now. */
  preflight(
    input: PreflightInput,
    signal?: AbortSignal,
  ): Promise<PreflightReport>;
}

/** @public */
export const goldenPathsApiRef = createApiRef<GoldenPathsApi>({
  id: 'plugin.golden-paths',
});
