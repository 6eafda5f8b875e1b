import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  Fact,
  Facts as FactList,
  formatMoney,
  Moment,
  RelativeTime,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** What stands nowhere else, a line each. */
export function Facts({ view }: { view: EnvironmentView }) {
  const { workloads, createdAt, createdBy, protection } = view;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <FactList>
      <Fact label={t('details.workloads')}>
        {t('details.workloadsOf', {
          ready: String(workloads.ready),
          all: String(workloads.all),
          asleep: String(workloads.asleep),
        })}
      </Fact>
      <Fact label={t('details.created')}>
        <Age since={createdAt} /> {t('details.ago')}
        {createdBy && (
          <>
            {' '}
            {t('details.by')} <EntityRefLink entityRef={createdBy} hideIcon />
          </>
        )}
      </Fact>
      {protection && (
        <Fact label={t('details.protection')}>
          <EntityRefLink entityRef={protection.by} hideIcon />:{' '}
          {protection.reason}
        </Fact>
      )}
      <Lifetime view={view} />
      <CostParts view={view} />
    </FactList>
  );
}

function Lifetime({ view }: { view: EnvironmentView }) {
  const { warnedAt, deletedNotBefore, override } = view;
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      {warnedAt && (
        <Fact label={t('details.warned')}>
          <RelativeTime at={warnedAt} />
          {deletedNotBefore && (
            <>
              {', '}
              {t('details.notBefore')} <Moment at={deletedNotBefore} />
            </>
          )}
        </Fact>
      )}
      {override && (
        <Fact label={t('details.override')}>
          {override.until ? (
            <>
              {t(`details.overrideUntil.${override.state}`)}{' '}
              <Moment at={override.until} />
            </>
          ) : (
            t(`row.until.${override.state}`)
          )}
        </Fact>
      )}
    </>
  );
}

function CostParts({ view }: { view: EnvironmentView }) {
  const { currency, parts, unknown } = view.cost;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const lines = [
    { label: t('cost.compute'), amount: parts.compute },
    { label: t('cost.storage'), amount: parts.storage },
    { label: t('cost.saved'), amount: parts.savedBySleep },
  ];
  return (
    <>
      {lines.map(
        ({ label, amount }) =>
          amount !== undefined && (
            <Fact key={label} label={label}>
              {formatMoney(amount, currency)}
            </Fact>
          ),
      )}
      {unknown.length > 0 && (
        <Fact label={t('cost.unknownParts')}>{unknown.join('; ')}</Fact>
      )}
    </>
  );
}
