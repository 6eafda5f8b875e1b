/** What a template writes as `ui:field`. */
export const FIELD_NAMES = {
  namespace: 'FairwayNamespace',
  resources: 'FairwayResources',
  variables: 'FairwayEnvironmentVariables',
  image: 'FairwayImage',
  host: 'FairwayHost',
  schedule: 'FairwaySchedule',
  repository: 'FairwayRepository',
  run: 'FairwayRun',
  preflight: 'FairwayPreflight',
} as const;
