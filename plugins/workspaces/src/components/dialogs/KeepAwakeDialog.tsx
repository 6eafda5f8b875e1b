import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Moment,
  NumberField,
  parseWhole,
  PlanDialog,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import {
  type WorkspaceChange,
  workspacesApiRef,
} from '../../api/WorkspacesApi';
import { workspacesTranslationRef } from '../../translation';
import type { DialogTarget } from './openDialog';
import type { DialogProps } from './WorkspaceDialog';

const HOUR = 3_600_000;
/** A week, which is the most that the backend takes. */
const MOST = 168;

/** Say for how long, review, put the idle stop off; or end that. */
export function KeepAwakeDialog(props: DialogProps & { target: DialogTarget }) {
  const { target, onClose, onApplied } = props;
  const { name, ref, view } = target;
  const { keepAwakeUntil } = view.idle;
  const { t } = useTranslationRef(workspacesTranslationRef);
  const api = useApi(workspacesApiRef);
  const [text, setText] = useState('4');
  const [now] = useState(() => Date.now());
  const ends = text === '0';
  const { value } = parseWhole(text, MOST);
  const hours = ends ? 0 : value;
  const change: WorkspaceChange = {
    action: 'keep-awake',
    ref,
    hours: hours ?? 0,
  };
  return (
    <PlanDialog
      title={t('action.keep-awakeLabel', { name })}
      applyLabel={t('action.keep-awake')}
      loadPlan={signal => api.plan(change, signal)}
      apply={confirmation => api.apply(change, confirmation)}
      onApplied={onApplied}
      onClose={onClose}
      form={{
        complete: hours !== undefined,
        content: (
          <>
            {keepAwakeUntil && (
              <p>
                {t('form.keptUntil')} <Moment at={keepAwakeUntil} />.{' '}
                <Button
                  size="small"
                  variant="outlined"
                  aria-pressed={ends}
                  onClick={() => setText('0')}
                >
                  {t('form.endKeep')}
                </Button>
              </p>
            )}
            <NumberField
              id="workspaces-keep-awake-hours"
              label={t('form.hours')}
              value={ends ? '' : text}
              most={MOST}
              onChange={setText}
              presets={[2, 4, 8, 24].map(preset => ({
                value: preset,
                text: t('form.hoursShort', { hours: String(preset) }),
              }))}
              isFirst
            >
              {hours !== undefined && hours > 0 && (
                <>
                  {t('form.until')}{' '}
                  <Moment at={new Date(now + hours * HOUR).toISOString()} />
                </>
              )}
            </NumberField>
          </>
        ),
      }}
    />
  );
}
