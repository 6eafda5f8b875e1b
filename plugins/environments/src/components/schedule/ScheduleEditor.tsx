import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shouldBeAwake } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  FieldGroup,
  Choice,
  SelectField,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/Add';
import { useMemo } from 'react';
import { environmentsTranslationRef } from '../../translation';
import {
  awakeHours,
  readDraft,
  type ScheduleDraft,
  textOf,
  timeZones,
  WORKING_WEEK,
  type WindowDraft,
} from '../../view/week';
import { WeekStrip } from './WeekStrip';
import { WindowFields } from './WindowFields';

const useStyles = makeStyles(theme => ({
  part: { marginTop: theme.spacing(1.5) },
  error: {
    color:
      theme.palette.error[theme.palette.type === 'dark' ? 'light' : 'dark'],
  },
  words: { ...theme.typography.body2, margin: theme.spacing(1, 0, 0) },
}));

/** When an environment is awake: always, or in some windows of the week. */
export function ScheduleEditor(props: {
  draft: ScheduleDraft;
  onChange: (draft: ScheduleDraft) => void;
}) {
  const { draft, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const reading = readDraft(draft);
  const isAwakeNow = 'error' in reading || shouldBeAwake(reading, new Date());
  return (
    <FieldGroup legend={t('schedule.legend')}>
      <Choice
        label={t('schedule.legend')}
        value={draft.always ? 'always' : 'windows'}
        options={[
          { value: 'windows', text: t('schedule.windows') },
          { value: 'always', text: t('schedule.always') },
        ]}
        onChange={value => onChange({ ...draft, always: value === 'always' })}
      />
      {!draft.always && <Windows draft={draft} onChange={onChange} />}
      {'error' in reading ? (
        <div className={`${classes.part} ${classes.error}`} role="alert">
          {reading.error}
        </div>
      ) : (
        <div className={classes.part}>
          {!draft.always && (
            <WeekStrip schedule={reading.schedule} label={textOf(draft)} />
          )}
          <p className={classes.words}>
            {draft.always
              ? t('schedule.alwaysWords')
              : t('schedule.words', {
                  hours: String(awakeHours(reading.schedule)),
                  zone: draft.zone,
                })}
            {!isAwakeNow && ` ${t('schedule.asleepNow')}`}
          </p>
        </div>
      )}
    </FieldGroup>
  );
}

function Windows(props: {
  draft: ScheduleDraft;
  onChange: (draft: ScheduleDraft) => void;
}) {
  const { draft, onChange } = props;
  const { windows, zone } = draft;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const zones = useMemo(() => timeZones(zone), [zone]);
  const replace = (at: number, by?: WindowDraft) =>
    onChange({
      ...draft,
      windows: windows.flatMap((window, i) => {
        if (i !== at) {
          return [window];
        }
        return by ? [by] : [];
      }),
    });
  return (
    <>
      {windows.map((window, i) => (
        <div key={i} className={classes.part}>
          <WindowFields
            number={i + 1}
            window={window}
            onChange={next => replace(i, next)}
            onRemove={windows.length > 1 ? () => replace(i) : undefined}
          />
        </div>
      ))}
      <div className={classes.part}>
        <Button
          size="small"
          startIcon={<AddIcon />}
          onClick={() =>
            onChange({ ...draft, windows: [...windows, WORKING_WEEK] })
          }
        >
          {t('schedule.add')}
        </Button>
      </div>
      <div className={classes.part}>
        <SelectField
          id="environments-schedule-zone"
          label={t('schedule.zone')}
          value={zone}
          onChange={next => onChange({ ...draft, zone: next })}
          options={zones.map(each => ({ value: each, text: each }))}
        />
      </div>
    </>
  );
}
