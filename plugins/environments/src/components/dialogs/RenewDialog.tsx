import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Moment,
  NumberField,
  parseWhole,
  PlanDialog,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import {
  type EnvironmentChange,
  environmentsApiRef,
} from '../../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../../translation';
import { refOf } from '../../view/environments';
import { useSandboxOptions } from '../useSandboxOptions';
import type { DialogProps } from './EnvironmentDialog';
import type { DialogTarget } from './openDialog';
import { WithOptions } from './WithOptions';

const DAY = 24 * 3_600_000;

/** Say for how many days, review, put the expiry off. */
export function RenewDialog(props: DialogProps & { target: DialogTarget }) {
  const { target, onClose, onApplied } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const state = useSandboxOptions();
  const { options } = state;
  const [typed, setTyped] = useState<string>();
  const [now] = useState(() => Date.now());
  const text = typed ?? String(options?.defaults.days ?? '');
  const most = options?.limits.maxDays ?? 1;
  const { value: days } = parseWhole(text, most);
  const change: EnvironmentChange = {
    action: 'renew',
    ref: refOf(target),
    days,
  };
  return (
    <PlanDialog
      title={t('action.renewLabel', { name: target.name })}
      applyLabel={t('action.renew')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: days !== undefined,
        content: (
          <WithOptions state={state}>
            {() => (
              <NumberField
                id="environments-renew-days"
                label={t('form.days')}
                value={text}
                most={most}
                onChange={setTyped}
                presets={[7, 14, 30]
                  .filter(value => value <= most)
                  .map(value => ({
                    value,
                    text: t('form.daysShort', { days: String(value) }),
                  }))}
                isFirst
              >
                {days !== undefined && (
                  <>
                    {t('renew.expires')}{' '}
                    <Moment at={new Date(now + days * DAY).toISOString()} />
                  </>
                )}
              </NumberField>
            )}
          </WithOptions>
        ),
      }}
    />
  );
}
