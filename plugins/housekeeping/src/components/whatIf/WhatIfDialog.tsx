import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RulesView,
  WhatIf,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ErrorNote,
  FairwayDialog,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { type FormEvent, useState } from 'react';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { housekeepingApiRef, type WhatIfWish } from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { NO_DRAFT, wishOf } from '../../view/whatIf';
import { WhatIfForm } from './WhatIfForm';
import { WhatIfResult } from './WhatIfResult';

/** Stands for the rule where the reason is that of no single one. */
const ANY_RULE = '*';

/** Suppose something, and see what would go and why all else would stay. */
export function WhatIfDialog(props: {
  rules?: RulesView;
  onClose: () => void;
}) {
  const { rules, onClose } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const [draft, setDraft] = useState(NO_DRAFT);
  const wish = wishOf(draft);
  const [{ value, loading, error }, ask] = useAsyncFn(
    async (supposed: WhatIfWish): Promise<[WhatIfWish, WhatIf]> => [
      supposed,
      await api.whatIf(supposed),
    ],
    [api],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (wish && !loading) {
      // It tells of failures by its state.
      void ask(wish);
    }
  };
  return (
    <FairwayDialog
      title={t('whatIf.title')}
      width="lg"
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('whatIf.close')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={!wish || loading}
          >
            {value ? t('whatIf.again') : t('whatIf.go')}
          </Button>
        </>
      }
    >
      <WhatIfForm rules={rules} draft={draft} onChange={setDraft} />
      {loading && <ProgressNote>{t('whatIf.running')}</ProgressNote>}
      {error && !loading && (
        <ErrorNote title={t('whatIf.failed')} error={error} />
      )}
      {value && !loading && !error && (
        <WhatIfResult
          result={value[1]}
          titleOf={id =>
            id === ANY_RULE
              ? t('whatIf.anyRule')
              : rules?.rules.find(rule => rule.id === id)?.title ?? id
          }
          onExport={() => api.exportWhatIf(value[0])}
        />
      )}
    </FairwayDialog>
  );
}
