import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * How what a page shows stands in its address.
 *
 * @public
 */
export interface AddressFormat<Q> {
  /** What makes no sense counts as not said. */
  read(params: URLSearchParams): Q;
  /** Inverse of `read`; what is usual is not written. */
  write(query: Q): URLSearchParams;
}

/**
 * What a page shows, as its address says, and how to change it.
 *
 * @param format - The same at every render
 *
 * @public
 */
export function useAddress<Q extends object>(
  format: AddressFormat<Q>,
): [Q, (change: Partial<Q>) => void] {
  const { read, write } = useRef(format).current;
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => read(params), [read, params]);
  const change = useCallback(
    (some: Partial<Q>) =>
      setParams(before => write({ ...read(before), ...some }), {
        // Going back shall leave the page, not undo a filter.
        replace: true,
      }),
    [read, write, setParams],
  );
  return [query, change];
}
