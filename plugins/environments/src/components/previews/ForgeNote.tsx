import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PreviewsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Note,
  RelativeTime,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { environmentsTranslationRef } from '../../translation';

/** The forge cannot be read: since when, why, and what that means. */
export function ForgeNote({ forge }: { forge: PreviewsView['forge'] }) {
  const { t } = useTranslationRef(environmentsTranslationRef);
  if (!forge?.problem) {
    return null;
  }
  const { host, problem, readAt } = forge;
  return (
    <Note tone="warn" role="status" title={t('previews.forge', { host })}>
      <div>{problem}</div>
      <div>
        {readAt ? (
          <>
            {t('previews.readAt')} <RelativeTime at={readAt} />.{' '}
          </>
        ) : (
          `${t('previews.neverRead')} `
        )}
        {t('previews.kept')}
      </div>
    </Note>
  );
}
