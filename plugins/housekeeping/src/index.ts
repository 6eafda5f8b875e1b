/**
 * What is left over in Kubernetes, what workloads lack, and how much room is
 * left: a page, and a card for the catalog page of a component.
 *
 * @packageDocumentation
 */
export {
  EntityHousekeepingCard,
  HousekeepingPage,
  housekeepingPlugin,
} from './plugin';
export {
  housekeepingApiRef,
  type CapacityWish,
  type FactsWish,
  type FindingsWish,
  type HousekeepingApi,
  type ObjectChange,
  type RunWish,
  type WhatIfWish,
} from './api/HousekeepingApi';
export { HousekeepingClient } from './api/HousekeepingClient';
export { housekeepingTranslationRef } from './translation';
