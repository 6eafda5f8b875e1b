import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { WEEKDAYS } from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import DeleteIcon from '@material-ui/icons/Delete';
import { environmentsTranslationRef } from '../../translation';
import type { WindowDraft } from '../../view/week';

const useStyles = makeStyles(theme => ({
  window: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** Some days, from a time to a time. */
export function WindowFields(props: {
  /** Tells the fields of one window from those of another. */
  number: number;
  window: WindowDraft;
  onChange: (window: WindowDraft) => void;
  onRemove?: () => void;
}) {
  const { number, window, onChange, onRemove } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const days = WEEKDAYS.map(day => ({ value: day, text: t(`day.${day}`) }));
  return (
    <div
      className={classes.window}
      role="group"
      aria-label={t('schedule.window', { number: String(number) })}
    >
      <SelectField
        id={`environments-window-${number}-from`}
        label={t('schedule.from')}
        value={window.from}
        options={days}
        onChange={from => onChange({ ...window, from })}
      />
      <SelectField
        id={`environments-window-${number}-to`}
        label={t('schedule.to')}
        value={window.to}
        options={days}
        onChange={to => onChange({ ...window, to })}
      />
      <Time
        id={`environments-window-${number}-start`}
        label={t('schedule.start')}
        value={window.start}
        onChange={start => onChange({ ...window, start })}
      />
      <Time
        id={`environments-window-${number}-end`}
        label={t('schedule.end')}
        value={window.end}
        onChange={end => onChange({ ...window, end })}
      />
      {onRemove && (
        <IconButton
          size="small"
          aria-label={t('schedule.remove', { number: String(number) })}
          onClick={onRemove}
        >
          <DeleteIcon />
        </IconButton>
      )}
    </div>
  );
}

function Time(props: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { id, label, value, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      type="time"
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      size="small"
    />
  );
}
