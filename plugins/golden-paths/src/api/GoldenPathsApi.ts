import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AdoptionRange,
  AdoptionView,
  Campaign,
  CampaignsView,
  Confirmation,
  GoldenPathPlaces,
  GoldenPathRoom,
  GoldenPathStatus,
  GoldenPathTarget,
  PreflightInput,
  PreflightReport,
  UpgradeInput,
  UpgradePlan,
  UpgradeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * What forms, the card and the page ask the golden-paths backend.
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
  /** How a component stands to the template that made it. */
  readStatus(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<GoldenPathStatus>;
  /** What an upgrade of a component would change. */
  planUpgrade(input: UpgradeInput, signal?: AbortSignal): Promise<UpgradePlan>;
  /** Opens the pull request of an upgrade, or brings it up to date. */
  upgrade(
    input: UpgradeInput,
    confirmation: Confirmation,
  ): Promise<UpgradeResult>;
  /** Upgrades of all components of a template. */
  listCampaigns(signal?: AbortSignal): Promise<CampaignsView>;
  startCampaign(input: { template: string; reason: string }): Promise<Campaign>;
  changeCampaign(input: {
    id: string;
    to: 'running' | 'paused' | 'stopped' | 'retry';
    reason: string;
  }): Promise<Campaign>;
  /** What came of golden paths. */
  readAdoption(
    range: AdoptionRange,
    signal?: AbortSignal,
  ): Promise<AdoptionView>;
}

/** @public */
export const goldenPathsApiRef = createApiRef<GoldenPathsApi>({
  id: 'plugin.golden-paths',
});
