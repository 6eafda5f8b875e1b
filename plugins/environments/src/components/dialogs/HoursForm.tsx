import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FieldGroup,
  Moment,
  NumberField,
  parseWhole,
} from '@fairway-idp/backstage-plugin-fairway-react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { makeStyles } from '@material-ui/core/styles';
import { type ReactNode, useState } from 'react';
import { environmentsTranslationRef } from '../../translation';

const HOUR = 3_600_000;

/** As the backend has it: nobody plans further ahead by hours. */
export const MOST_HOURS = 24 * 14;

const PRESETS = [2, 4, 8, 24];

const useStyles = makeStyles(theme => ({
  hours: { margin: theme.spacing(1, 0, 0, 4) },
}));

/** For how long: the usual, or some hours. */
export interface HoursDraft {
  usual: boolean;
  hours: string;
}

/** The hours to send; undefined stands for the usual. */
export function hoursOf({ usual, hours }: HoursDraft): number | undefined {
  return usual ? undefined : parseWhole(hours, MOST_HOURS).value;
}

/** Whether the form may be sent. */
export function isComplete({ usual, hours }: HoursDraft): boolean {
  return usual || parseWhole(hours, MOST_HOURS).value !== undefined;
}

/** Asks for how long. */
export function HoursForm(props: {
  id: string;
  legend: string;
  /** What happens without hours. */
  usual: ReactNode;
  draft: HoursDraft;
  onChange: (draft: HoursDraft) => void;
}) {
  const { id, legend, usual, draft, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const [now] = useState(() => Date.now());
  const hours = hoursOf(draft);
  return (
    <FieldGroup legend={legend}>
      <RadioGroup
        name={id}
        value={draft.usual ? 'usual' : 'hours'}
        onChange={event =>
          onChange({ ...draft, usual: event.target.value === 'usual' })
        }
      >
        <FormControlLabel
          value="usual"
          control={
            // A dialog has to take the focus; this is its first field.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            <Radio color="primary" size="small" autoFocus />
          }
          label={usual}
        />
        <FormControlLabel
          value="hours"
          control={<Radio color="primary" size="small" />}
          label={t('form.forHours')}
        />
      </RadioGroup>
      {!draft.usual && (
        <div className={classes.hours}>
          <NumberField
            id={`${id}-hours`}
            label={t('form.hours')}
            value={draft.hours}
            most={MOST_HOURS}
            onChange={value => onChange({ ...draft, hours: value })}
            presets={PRESETS.map(value => ({
              value,
              text: t('form.hoursShort', { hours: String(value) }),
            }))}
          >
            {hours !== undefined && (
              <>
                {t('form.until')}{' '}
                <Moment at={new Date(now + hours * HOUR).toISOString()} />
              </>
            )}
          </NumberField>
        </div>
      )}
    </FieldGroup>
  );
}
