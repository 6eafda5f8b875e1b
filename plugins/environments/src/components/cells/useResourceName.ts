import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { environmentsTranslationRef } from '../../translation';

/** What people call a resource of a quota; Kubernetes' name where they have no other. */
export function useResourceName(resource: string, short?: boolean): string {
  const { t } = useTranslationRef(environmentsTranslationRef);
  const names: Record<string, string> = {
    'requests.cpu': short ? t('quota.cpu') : t('quota.cpuRequests'),
    'requests.memory': short ? t('quota.memory') : t('quota.memoryRequests'),
    'limits.cpu': t('quota.cpuLimits'),
    'limits.memory': t('quota.memoryLimits'),
    'requests.storage': t('quota.storage'),
    pods: t('quota.pods'),
  };
  return names[resource] ?? resource;
}
