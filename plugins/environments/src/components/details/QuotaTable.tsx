import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { QuotaUse } from '@fairway-idp/backstage-plugin-fairway-common';
import { DetailTable } from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';
import { inOrder, isForbidden, type Use, useOf } from '../../view/quota';
import { ResourceBar } from '../cells/ResourceBar';
import { useResourceName } from '../cells/useResourceName';

/** All that a quota counts, with how much of it is used. */
export function QuotaTable(props: { quota: QuotaUse[]; of: string }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  const uses = inOrder(props.quota).map(useOf);
  const counted = uses.filter(use => !isForbidden(use));
  const forbidden = uses.filter(isForbidden);
  if (uses.length === 0) {
    return <>{t('quota.none')}</>;
  }
  return (
    <>
      <DetailTable
        label={`${t('details.quota')}: ${props.of}`}
        columns={[t('quota.resource'), t('quota.use')]}
        rows={counted.map(use => ({
          key: use.resource,
          cells: [
            <ResourceName resource={use.resource} />,
            <ResourceBar use={use} hideLabel />,
          ],
        }))}
      />
      {forbidden.length > 0 && <Forbidden uses={forbidden} />}
    </>
  );
}

function ResourceName({ resource }: { resource: string }) {
  return <>{useResourceName(resource)}</>;
}

function Forbidden({ uses }: { uses: Use[] }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <p>
      {t('quota.forbidden', {
        resources: uses.map(({ resource }) => resource).join(', '),
      })}
    </p>
  );
}
