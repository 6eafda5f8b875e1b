import type {
  CreateWorkspaceInput,
  InnerLoopTool,
  WorkspaceOptions,
  WorkspacePlace,
  WorkspaceTierOption,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { gitBranchSchema } from '@fairway-idp/backstage-plugin-fairway-common';
import { parseWhole } from '@fairway-idp/backstage-plugin-fairway-react';

/** What the form for a new workspace holds. */
export interface WorkspaceDraft {
  branch: string;
  /** Key of the place. */
  place: string;
  tier: WorkspaceTierOption['tier'];
  image: string;
  idleMinutes: string;
  innerLoopTool: InnerLoopTool | '';
}

/** Names a place among those on offer. */
export function placeKey({
  cluster,
  namespace,
}: Pick<WorkspacePlace, 'cluster' | 'namespace'>): string {
  return `${cluster}|${namespace}`;
}

/** The form as it is opened. */
export function firstDraft(options: WorkspaceOptions): WorkspaceDraft {
  const { defaults } = options;
  const place = defaultPlace(options);
  return {
    branch: defaults.branch,
    place: place ? placeKey(place) : '',
    tier: defaults.tier,
    image: defaults.image,
    idleMinutes: String(defaults.idleMinutes),
    innerLoopTool: '',
  };
}

/** Where a workspace goes if nothing is said. */
export function defaultPlace({
  places,
  defaults,
}: Pick<WorkspaceOptions, 'places' | 'defaults'>): WorkspacePlace | undefined {
  const { cluster, namespace } = defaults;
  return (
    places.find(
      place =>
        place.namespace === namespace &&
        (cluster === undefined || place.cluster === cluster),
    ) ?? places[0]
  );
}

/** The place that was chosen. */
export function placeOf(
  draft: WorkspaceDraft,
  options: WorkspaceOptions,
): WorkspacePlace | undefined {
  return options.places.find(place => placeKey(place) === draft.place);
}

/** The size that a workspace has if nothing is said, in the place where it goes. */
export function defaultTier(
  options: WorkspaceOptions,
): WorkspaceTierOption | undefined {
  return defaultPlace(options)?.tiers.find(
    ({ tier }) => tier === options.defaults.tier,
  );
}

/** What is wrong with a branch; absent = nothing. */
export function branchProblem(branch: string): string | undefined {
  const { error } = gitBranchSchema.safeParse(branch.trim());
  return error?.issues[0]?.message;
}

/** What the backend is told. */
export function inputOf(
  draft: WorkspaceDraft,
  options: WorkspaceOptions,
): CreateWorkspaceInput {
  const { branch, tier, image, idleMinutes, innerLoopTool } = draft;
  const place = placeOf(draft, options);
  return {
    entityRef: options.entityRef,
    ...(branch.trim() && { branch: branch.trim() }),
    ...(place && { cluster: place.cluster }),
    ...(place?.namespace && { namespace: place.namespace }),
    tier,
    ...(image && { image }),
    idleMinutes: parseWhole(idleMinutes, Infinity).value,
    ...(innerLoopTool && { innerLoopTool }),
  };
}

/** Whether the form may be sent. */
export function isComplete(
  draft: WorkspaceDraft,
  options: WorkspaceOptions,
): boolean {
  const { maxIdleMinutes } = options.limits;
  return (
    branchProblem(draft.branch) === undefined &&
    placeOf(draft, options) !== undefined &&
    parseWhole(draft.idleMinutes, maxIdleMinutes).value !== undefined
  );
}
