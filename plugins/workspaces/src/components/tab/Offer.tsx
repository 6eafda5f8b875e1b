import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import { Fact, Facts } from '@fairway-idp/backstage-plugin-fairway-react';
import { workspacesTranslationRef } from '../../translation';
import { defaultPlace, defaultTier } from '../../view/draft';
import { TierFit } from '../dialogs/TierChoice';

/** What a workspace would be if nothing is said. */
export function Offer({ options }: { options: WorkspaceOptions }) {
  const { defaults, limits, repository, images } = options;
  const { t } = useTranslationRef(workspacesTranslationRef);
  return (
    <Facts>
      {repository && (
        <Fact label={t('offer.branch')}>
          {defaults.branch ||
            t('offer.defaultBranch', { repository: repository.name })}
        </Fact>
      )}
      <Fact label={t('offer.size')}>
        <Size options={options} />
      </Fact>
      <Fact label={t('offer.where')}>
        <Where options={options} />
      </Fact>
      <Fact label={t('offer.image')}>
        {images.find(({ id }) => id === defaults.image)?.title ??
          defaults.image}
      </Fact>
      <Fact label={t('offer.idle')}>
        {t('offer.idleWords', { minutes: String(defaults.idleMinutes) })}
      </Fact>
      <Fact label={t('offer.limit')}>
        {t('tab.used', {
          used: String(limits.used),
          most: String(limits.perUser),
        })}
      </Fact>
    </Facts>
  );
}

function Size({ options }: { options: WorkspaceOptions }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const option = defaultTier(options);
  if (!option) {
    return <>{t(`tier.${options.defaults.tier}`)}</>;
  }
  const { limits, storage } = option.resources;
  return (
    <>
      {t('fact.sizeOf', {
        tier: t(`tier.${option.tier}`),
        cpu: limits.cpu,
        memory: limits.memory,
        storage,
      })}
      <TierFit option={option} />
    </>
  );
}

function Where({ options }: { options: WorkspaceOptions }) {
  const { t } = useTranslationRef(workspacesTranslationRef);
  const place = defaultPlace(options);
  if (!place) {
    return <>{t('offer.nowhere')}</>;
  }
  const { isNew, title, namespace } = place;
  return (
    <>
      {isNew ? t('offer.newSandbox') : t('offer.sandbox', { title, namespace })}
    </>
  );
}
