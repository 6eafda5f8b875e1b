import {
  scheduleProblem,
  timeZoneProblem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { FieldNames } from './formParameters';

/** The time zone that a form says beside its schedule. */
export function timeZoneIn(
  parameters: Readonly<Record<string, unknown>>,
  fields: FieldNames | undefined,
): string | undefined {
  const stated = parameters[fields?.timeZone ?? 'timeZone'];
  return typeof stated === 'string' && stated ? stated : undefined;
}

/** What is wrong with a schedule, or with the zone that it is read in. */
export function scheduleProblemIn(
  schedule: string | undefined,
  timeZone: string | undefined,
): string | undefined {
  if (!schedule) {
    return undefined;
  }
  return (
    scheduleProblem(schedule) ??
    (timeZone === undefined ? undefined : timeZoneProblem(timeZone))
  );
}

/**
 * As a schedule is kept: one space between its fields, none before them. The one
 * behind them may be the beginning of the next field.
 */
export function tidySchedule(text: string): string {
  return text.replace(/\s+/g, ' ').trimStart();
}
