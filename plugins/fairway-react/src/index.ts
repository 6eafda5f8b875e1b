/**
 * The look that every Fairway page shares.
 *
 * @packageDocumentation
 */
export * from './actions/ActionButton';
export * from './actions/ActionMenu';
export * from './actions/Choice';
export * from './actions/VisuallyHidden';
export * from './address/useAddress';
export * from './amounts/CostText';
export { formatAmount } from './amounts/formatAmount';
export { formatMoney } from './amounts/formatMoney';
export * from './dialog/FairwayDialog';
export { diffLines, hasChanges, type DiffLine } from './diff/diffLines';
export * from './diff/YamlDiff';
export * from './fields/CardChoice';
export * from './fields/FieldGroup';
export * from './fields/NumberField';
export * from './fields/parseWhole';
export * from './fields/SelectField';
export * from './files/download';
export type { BackoffOptions } from './live/backoff';
export type { LiveEvent, LiveState } from './live/liveState';
export { streamSource } from './live/streamSource';
export * from './live/types';
export * from './live/useLive';
export * from './live/useRouteClient';
export {
  emptyLog,
  foldLog,
  logText,
  MAX_LOG_LINES,
  type LogEntry,
  type LogState,
} from './logs/logState';
export * from './logs/LogViewer';
export * from './logs/useLog';
export * from './notes/ClusterNotes';
export * from './notes/ConnectionNote';
export * from './notes/CopyableText';
export * from './notes/CopyButton';
export * from './notes/describeError';
export * from './notes/EmptyNote';
export * from './notes/ErrorNote';
export * from './notes/LoadNote';
export { Note } from './notes/Note';
export * from './notes/ProgressNote';
export * from './notes/TableSkeleton';
export * from './plan/Findings';
export * from './plan/PlanDialog';
export type { ReviewedPlan } from './plan/planState';
export type { PlanActions } from './plan/usePlan';
export * from './status/health';
export * from './status/HealthChip';
export * from './status/PodStatus';
export * from './status/Tag';
export * from './status/ToneChip';
export * from './status/ToneText';
export * from './tables/DetailSection';
export * from './tables/DetailTable';
export * from './tables/Facts';
export * from './tables/FilterBar';
export * from './tables/OpeningRow';
export * from './tables/Totals';
export * from './tables/usePages';
export * from './tables/WideTable';
export * from './time/Age';
export { formatAge } from './time/formatAge';
export {
  formatMoment,
  formatRelative,
  withLocalTimes,
} from './time/formatMoment';
export * from './time/Moment';
export { useNow } from './time/useNow';
export * from './translation';
export { PageParts, type PagePartsProps } from './parts/PageParts';
export { TrendChart } from './trend/TrendChart';
export { TrendView, type TrendViewProps } from './trend/TrendView';
export { momentsOf, type TrendLine, type TrendPoint } from './trend/trend';
export { UsageBar } from './usage/UsageBar';
