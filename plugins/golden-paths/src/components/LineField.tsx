import TextField from '@material-ui/core/TextField';
import type { ReactNode } from 'react';

/** A line of text, with what is wrong with it or what it means. */
export function LineField(props: {
  id: string;
  label: string;
  value: string;
  required?: boolean;
  problem: string | undefined;
  help: ReactNode;
  onChange: (text: string) => void;
}) {
  const { id, label, value, required, problem, help, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      required={required}
      onChange={event => onChange(event.target.value.trim())}
      error={problem !== undefined}
      helperText={problem ?? help}
      inputProps={{ autoComplete: 'off', spellCheck: false }}
      variant="outlined"
      size="small"
      margin="dense"
      fullWidth
    />
  );
}
