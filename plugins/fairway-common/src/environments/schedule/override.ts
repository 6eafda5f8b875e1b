import { InputError } from '@backstage/errors';

/** What a person wants instead of the schedule. @public */
export interface Override {
  state: 'awake' | 'asleep';
  /** RFC 3339 in UTC; absent = until a person says otherwise. */
  until?: string;
}

/**
 * Reads `awake until 2026-01-31T12:00:00.000Z` or `asleep until changed`.
 *
 * @public
 * @throws InputError if it is neither
 */
export function parseOverride(text: string): Override {
  const [, state, until] = /^(awake|asleep) until (\S+)$/.exec(text) ?? [];
  const time = Date.parse(until ?? '');
  if (!state || (until !== 'changed' && Number.isNaN(time))) {
    throw new InputError(
      "an override is 'awake' or 'asleep', 'until', and a time or 'changed'",
    );
  }
  return {
    state: state as Override['state'],
    ...(until !== 'changed' && { until: new Date(time).toISOString() }),
  };
}

/** Inverse of {@link parseOverride}. @public */
export function formatOverride({ state, until }: Override): string {
  return `${state} until ${until ?? 'changed'}`;
}
