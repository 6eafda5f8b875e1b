/**
 * Reaches Kubernetes clusters: identities, watch cache, reads and guarded writes.
 *
 * @packageDocumentation
 */
export * from './cache/types';
export * from './client/podStreams';
export * from './client/types';
export {
  ClusterUnreachableError,
  KubernetesApiError,
  toBackstageError,
} from './client/errors';
export type { KubernetesErrorCause } from './client/errors';
export { apiVersionOf } from './client/resourcePath';
export * from './clusters/fromConfig';
export * from './clusters/service';
export * from './clusters/types';
export * from './cost/estimate';
export * from './cost/podRequests';
export * from './cost/readPrices';
export * from './cost/tiers';
export * from './evidence/Addressees';
export * from './evidence/blastCap';
export * from './evidence/DeliveredWarnings';
export { contentHash, nextEntry } from './evidence/entry';
export { staleExpiry, type StaleRecord } from './evidence/expiryOf';
export * from './evidence/fingerprint';
export * from './evidence/isTaken';
export { PULL_REQUEST_CLOSED } from './evidence/judgeFacts';
export * from './evidence/LedgerExport';
export * from './evidence/LedgerStore';
export * from './evidence/noticeStep';
export * from './evidence/openIntents';
export * from './evidence/Pace';
export * from './evidence/RecordedDeletions';
export * from './evidence/types';
export * from './evidence/verify';
export * from './evidence/verifyCommand';
export * from './evidence/verifyText';
export * from './evidence/WarningStore';
export * from './live/DecisionCache';
export * from './live/Wake';
export * from './identity/types';
export * from './identity/assertSafeIdentity';
export * from './identity/mapping';
export * from './identity/toKubernetesIdentity';
export * from './membership/labelSelector';
export * from './membership/membership';
export * from './membership/owners';
export * from './membership/parseLabelSelector';
export * from './membership/readTrustedLocations';
export * from './permissions/among';
export * from './people/audited';
export * from './people/requireClear';
export * from './people/Viewers';
export * from './previews/delivery';
export * from './previews/forge';
export * from './previews/upgradeForge';
export * from './wire/mountRoutes';
export * from './wire/types';
export * from './people/VerbGate';
export * from './workspaces/driver';
