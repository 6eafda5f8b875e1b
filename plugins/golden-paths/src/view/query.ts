import {
  ADOPTION_RANGES,
  type AdoptionRange,
} from '@fairway-idp/backstage-plugin-fairway-common';

export const PARTS = ['adoption', 'campaigns'] as const;

/** A part of the page, each behind a tab. */
export type Part = (typeof PARTS)[number];

/** What the page shows; it stands in the URL, so that it can be shared. */
export interface Query {
  part: Part;
  range: AdoptionRange;
}

/** Reads the URL; what makes no sense counts as not said. */
export function readQuery(params: URLSearchParams): Query {
  return {
    part: oneOf(PARTS, params.get('view')) ?? 'adoption',
    range: oneOf(ADOPTION_RANGES, params.get('range')) ?? '90d',
  };
}

/** Inverse of {@link readQuery}; what is usual is not written. */
export function writeQuery({ part, range }: Query): URLSearchParams {
  return new URLSearchParams({
    ...(part !== 'adoption' && { view: part }),
    ...(range !== '90d' && { range }),
  });
}

function oneOf<T extends string>(
  all: readonly T[],
  text: string | null,
): T | undefined {
  return all.find(one => one === text);
}
