import { useRef } from 'react';

/**
 * Titles of the clusters by their names, also of those that the present filter
 * leaves out of the answer.
 */
export function useClusterTitles(
  view: { clusters: Array<{ name: string; title: string }> } | undefined,
): ReadonlyMap<string, string> {
  const known = useRef(new Map<string, string>());
  view?.clusters.forEach(({ name, title }) => known.current.set(name, title));
  return known.current;
}
