import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CleanupFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { errorWords } from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import { housekeepingApiRef } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf, refOf } from '../../view/findings';
import { toastOf } from '../dialogs/toastOf';

/**
 * Renews with one click, for as long as is usual. Renewing is harmless and can
 * be done again, so that it needs no plan; the audit log says how it was done.
 */
export function useRenewAtOnce(finding: CleanupFinding): {
  busy: boolean;
  renew: () => void;
} {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const toasts = useApi(toastApiRef);
  const [busy, setBusy] = useState(false);
  const renew = () => {
    setBusy(true);
    api
      .apply(
        { action: 'renew', ref: refOf(finding) },
        { reason: t('action.renewReason'), acknowledged: [] },
      )
      .then(
        result => toasts.post(toastOf(result)),
        error =>
          toasts.post({
            title: t('action.renewFailed', { name: nameOf(finding) }),
            description: errorWords(error),
            status: 'danger',
          }),
      )
      .finally(() => setBusy(false));
  };
  return { busy, renew };
}
