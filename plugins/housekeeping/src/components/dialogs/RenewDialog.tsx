import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RulesView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  NumberField,
  parseWhole,
  PlanDialog,
  ProgressNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import {
  housekeepingApiRef,
  type ObjectChange,
} from '../../api/HousekeepingApi';
import { housekeepingTranslationRef } from '../../translation';
import { nameOf, refOf } from '../../view/findings';
import type { ChangeProps } from './ChangeDialog';

const DAY = 24 * 3_600_000;

/** Say for how many days, review, keep it. */
export function RenewDialog(props: ChangeProps & { rules?: RulesView }) {
  const { finding, rules, onClose, onApplied } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const api = useApi(housekeepingApiRef);
  const [typed, setTyped] = useState<string>();
  const [now] = useState(() => Date.now());
  const text = typed ?? String(rules?.renewDays ?? '');
  const most = rules?.maxRenewDays ?? 1;
  const { value: days } = parseWhole(text, most);
  const change: ObjectChange = { action: 'renew', ref: refOf(finding), days };
  return (
    <PlanDialog
      title={t('action.renewUntilLabel', { name: nameOf(finding) })}
      applyLabel={t('action.renew')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: days !== undefined,
        content: rules ? (
          <NumberField
            id="housekeeping-renew-days"
            label={t('renew.days')}
            value={text}
            most={most}
            onChange={setTyped}
            presets={[7, 14, 30]
              .filter(value => value <= most)
              .map(value => ({
                value,
                text: t('renew.daysShort', { days: String(value) }),
              }))}
            isFirst
          >
            {days !== undefined && (
              <>
                {t('renew.until')}{' '}
                <Moment at={new Date(now + days * DAY).toISOString()} />
              </>
            )}
          </NumberField>
        ) : (
          <ProgressNote>{t('renew.loading')}</ProgressNote>
        ),
      }}
    />
  );
}
