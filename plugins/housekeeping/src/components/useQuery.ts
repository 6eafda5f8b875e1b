import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type Query, readQuery, writeQuery } from '../view/query';

/** What the page shows, as the URL says, and how to change it. */
export function useQuery(): [Query, (change: Partial<Query>) => void] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readQuery(params), [params]);
  const change = useCallback(
    (some: Partial<Query>) =>
      setParams(before => writeQuery({ ...readQuery(before), ...some }), {
        // Going back shall leave the page, not undo a filter.
        replace: true,
      }),
    [setParams],
  );
  return [query, change];
}
