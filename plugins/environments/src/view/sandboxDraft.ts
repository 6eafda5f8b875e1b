import {
  awakeShare,
  type Cost,
  type CreateSandboxInput,
  type EnvironmentTier,
  type SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { parseWhole } from '@fairway-idp/backstage-plugin-fairway-react';
import { draftOf, readDraft, type ScheduleDraft, textOf } from './week';

/** What the form for a new sandbox holds. */
export interface SandboxDraft {
  title: string;
  cluster: string;
  tier: EnvironmentTier;
  owner: string;
  entityRef: string;
  days: string;
  schedule: ScheduleDraft;
}

/** The longest title that the backend takes. */
export const MAX_TITLE = 60;

/** The form as it is opened. */
export function firstDraft(
  options: SandboxOptions,
  preset: Partial<CreateSandboxInput>,
  zone: string,
): SandboxDraft {
  const { defaults, owners } = options;
  const wanted = { title: '', entityRef: '', ...defaults, ...preset };
  return {
    title: wanted.title,
    cluster: wanted.cluster ?? '',
    tier: wanted.tier,
    owner: wanted.owner ?? owners[0] ?? '',
    entityRef: wanted.entityRef,
    days: String(wanted.days),
    schedule: draftOf(wanted.schedule, zone),
  };
}

/** What the backend is told. */
export function inputOf(draft: SandboxDraft): CreateSandboxInput {
  const { title, cluster, tier, owner, entityRef, days, schedule } = draft;
  return {
    title: title.trim(),
    cluster,
    tier,
    owner,
    ...(entityRef.trim() && { entityRef: entityRef.trim() }),
    days: parseWhole(days, Infinity).value,
    schedule: textOf(schedule),
  };
}

/** Whether the form may be sent. */
export function isComplete(
  { title, days, schedule }: SandboxDraft,
  { limits }: SandboxOptions,
): boolean {
  return (
    title.trim() !== '' &&
    title.trim().length <= MAX_TITLE &&
    parseWhole(days, limits.maxDays).value !== undefined &&
    !('error' in readDraft(schedule))
  );
}

/** What a tier costs at most with a schedule; absent if it is not known. */
export function mostCost(
  { perMonth, parts }: Cost,
  draft: ScheduleDraft,
): number | undefined {
  const reading = readDraft(draft);
  if (perMonth === undefined || 'error' in reading) {
    return undefined;
  }
  const { compute = 0, storage = 0 } = parts;
  return compute * awakeShare(reading.schedule) + storage;
}
