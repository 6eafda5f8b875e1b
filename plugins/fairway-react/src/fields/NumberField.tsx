import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import type { ReactNode } from 'react';
import { fairwayReactTranslationRef } from '../translation';
import { parseWhole } from './parseWhole';

const useStyles = makeStyles(theme => ({
  field: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  input: { width: 160 },
  presets: { display: 'flex', gap: theme.spacing(0.5), paddingTop: 4 },
  preset: { textTransform: 'none' },
  help: { ...theme.typography.body2, margin: theme.spacing(1, 0, 0) },
}));

/**
 * A whole number such as of hours or days, with the usual ones at hand.
 *
 * @public
 */
export function NumberField(props: {
  id: string;
  label: string;
  value: string;
  /** The largest that is taken. */
  most: number;
  presets: Array<{ value: number; text: string }>;
  onChange: (value: string) => void;
  /** What it comes to. */
  children?: ReactNode;
  /** The first field of a dialog, which has to take the focus. */
  isFirst?: boolean;
}) {
  const { id, label, value, most, presets, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const { ok } = parseWhole(value, most);
  return (
    <>
      <div className={classes.field}>
        <TextField
          id={id}
          className={classes.input}
          label={label}
          value={value}
          onChange={event => onChange(event.target.value)}
          onFocus={event => event.target.select()}
          error={!ok}
          helperText={ok ? undefined : t('field.whole', { most: String(most) })}
          inputProps={{ inputMode: 'numeric', autoComplete: 'off' }}
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.isFirst}
          variant="outlined"
          size="small"
        />
        <div className={classes.presets}>
          {presets.map(preset => (
            <Button
              key={preset.value}
              className={classes.preset}
              size="small"
              variant="outlined"
              aria-pressed={value === String(preset.value)}
              onClick={() => onChange(String(preset.value))}
            >
              {preset.text}
            </Button>
          ))}
        </div>
      </div>
      {props.children && <p className={classes.help}>{props.children}</p>}
    </>
  );
}
