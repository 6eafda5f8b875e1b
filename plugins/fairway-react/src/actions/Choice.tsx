import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';

/**
 * A few buttons of which one is on.
 *
 * @public
 */
export function Choice<V extends string>(props: {
  label: string;
  value: V;
  options: Array<{ value: V; text: string }>;
  onChange: (value: V) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <ButtonGroup size="small" aria-label={label}>
      {options.map(option => (
        <Button
          key={option.value}
          variant={option.value === value ? 'contained' : 'outlined'}
          disableElevation
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </Button>
      ))}
    </ButtonGroup>
  );
}
