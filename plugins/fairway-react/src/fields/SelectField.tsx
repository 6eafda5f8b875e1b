import TextField from '@material-ui/core/TextField';

/**
 * One of a few values. The browser's own list: it is the best there is for
 * keyboards, readers and phones.
 *
 * @public
 */
export function SelectField<V extends string>(props: {
  id: string;
  label: string;
  value: V;
  options: Array<{ value: V; text: string; disabled?: boolean }>;
  onChange: (value: V) => void;
  helperText?: string;
  fullWidth?: boolean;
  required?: boolean;
}) {
  const { id, label, value, options, onChange } = props;
  const { helperText, fullWidth, required } = props;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value as V)}
      select
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      helperText={helperText}
      fullWidth={fullWidth}
      required={required}
      variant="outlined"
      size="small"
      disabled={options.length === 0}
    >
      {options.map(option => (
        <option
          key={option.value}
          value={option.value}
          disabled={option.disabled}
        >
          {option.text}
        </option>
      ))}
    </TextField>
  );
}
