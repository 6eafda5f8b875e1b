import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  parseSchedule,
  shouldBeAwake,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { PlanDialog } from '@fairway-idp/backstage-plugin-fairway-react';
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

/** Say for how long, review, wake it. */
export function WakeDialog(props: DialogProps & { target: DialogTarget }) {
  const { target, onClose, onApplied } = props;
  const { t } = useTranslationRef(environmentsTranslationRef);
  const api = useApi(environmentsApiRef);
  const [draft, setDraft] = useState<HoursDraft>({ usual: true, hours: '8' });
  const [byDay] = useState(() => isScheduledNow(target));
  const change: EnvironmentChange = {
    action: 'wake',
    ref: refOf(target),
    hours: hoursOf(draft),
  };
  return (
    <PlanDialog
      title={t('action.wakeLabel', { name: target.name })}
      applyLabel={t('action.wake')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: isComplete(draft),
        content: (
          <HoursForm
            id="environments-wake"
            legend={t('wake.legend')}
            usual={byDay ? t('wake.asScheduled') : t('wake.usual')}
            draft={draft}
            onChange={setDraft}
          />
        ),
      }}
    />
  );
}

/** Whether its schedule says that it is awake now, so that nothing else is needed. */
function isScheduledNow({ view }: DialogTarget): boolean {
  try {
    return shouldBeAwake(
      { schedule: view?.schedule ? parseSchedule(view.schedule) : undefined },
      new Date(),
    );
  } catch {
    return false;
  }
}
