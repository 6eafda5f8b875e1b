import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  nextStart,
  parseSchedule,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  PlanDialog,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { useState } from 'react';
import {
  type EnvironmentChange,
  environmentsApiRef,
} from '../../api/EnvironmentsApi';
import { environmentsTranslationRef } from '../../translation';
import { refOf } from '../../view/environments';
import type { DialogProps } from './EnvironmentDialog';
import { type HoursDraft, HoursForm, hoursOf, isComplete } from './HoursForm';
import type { DialogTarget } from './openDialog';

/** Say for how long, review, put it to sleep. */
export function SleepDialog(props: DialogProps & { target: DialogTarget }) {
  const { target, onClose, onApplied } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const [draft, setDraft] = useState<HoursDraft>({ usual: true, hours: '8' });
  const [wakes] = useState(() => wakesAt(target));
  const change: EnvironmentChange = {
    action: 'sleep',
    ref: refOf(target),
    hours: hoursOf(draft),
  };
  return (
    <PlanDialog
      title={t('action.sleepLabel', { name: target.name })}
      applyLabel={t('action.sleep')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: isComplete(draft),
        content: (
          <HoursForm
            id="environments-sleep"
            legend={t('sleep.legend')}
            usual={
              wakes ? (
                <>
                  {t('sleep.untilSchedule')} <Moment at={wakes} />
                </>
              ) : (
                t('sleep.untilWoken')
              )
            }
            draft={draft}
            onChange={setDraft}
          />
        ),
      }}
    />
  );
}

/** When its schedule wakes it the next time. */
function wakesAt({ view }: DialogTarget): string | undefined {
  try {
    return view?.schedule
      ? nextStart(parseSchedule(view.schedule), new Date())?.toISOString()
      : undefined;
  } catch {
    return undefined;
  }
}
