import { useApi } from '@backstage/core-plugin-api';
import type { RulesView } from '@fairway-idp/backstage-plugin-fairway-common';
import useAsync from 'react-use/lib/useAsync';
import { housekeepingApiRef } from '../../api/HousekeepingApi';

/**
 * The rules, as they are configured; absent until they are read, and where they
 * cannot be. The page works without: they only give the filters their titles.
 */
export function useRules(): RulesView | undefined {
  const api = useApi(housekeepingApiRef);
  return useAsync(() => api.getRules(), [api]).value;
}
