import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { nextRuns } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  formatMoment,
  useNow,
} from '@fairway-idp/backstage-plugin-fairway-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { goldenPathsTranslationRef } from '../translation';
import type { FieldNames } from '../view/formParameters';
import { scheduleProblemIn, tidySchedule, timeZoneIn } from '../view/schedule';
import { formDataOf } from './usePreflight';

const RUNS = 5;
const MINUTE = 60_000;

/** A schedule of a CronJob, and when it will run by the reader's clock. */
export function ScheduleField(
  props: FieldExtensionComponentProps<string, { fields?: FieldNames }>,
) {
  const { formData = '', onChange, idSchema, schema, required } = props;
  const { fields } = props.uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const timeZone = timeZoneIn(formDataOf(props.formContext), fields);
  const problem = scheduleProblemIn(formData, timeZone);
  return (
    <>
      <TextField
        id={idSchema.$id}
        label={schema.title ?? t('schedule.label')}
        value={formData}
        required={required}
        onChange={event =>
          onChange(tidySchedule(event.target.value) || undefined)
        }
        onBlur={() => {
          if (formData !== formData.trim()) {
            onChange(formData.trim() || undefined);
          }
        }}
        error={problem !== undefined}
        helperText={problem ?? t('schedule.help')}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
        variant="outlined"
        size="small"
        margin="dense"
        fullWidth
      />
      {formData && !problem && (
        <NextRuns schedule={formData} timeZone={timeZone} />
      )}
    </>
  );
}

function NextRuns(props: { schedule: string; timeZone?: string }) {
  const { schedule, timeZone } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const now = useNow(MINUTE);
  const runs = nextRuns(schedule, {
    after: new Date(now).toISOString(),
    count: RUNS,
    timeZone,
  });
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
  if (runs.length === 0) {
    return <Typography variant="body2">{t('schedule.never')}</Typography>;
  }
  return (
    <>
      <Typography variant="body2">{t('schedule.next', { zone })}</Typography>
      <ol aria-label={t('schedule.next', { zone })}>
        {runs.map(run => (
          <li key={run}>
            <time dateTime={run}>{formatMoment(new Date(run))}</time>
          </li>
        ))}
      </ol>
    </>
  );
}
