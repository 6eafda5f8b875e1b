import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Slider from '@material-ui/core/Slider';
import TextField from '@material-ui/core/TextField';
import { goldenPathsTranslationRef } from '../translation';
import { STEPS, stepOf, type Resource } from '../view/resources';

/** An amount: roughly by a slider, exactly by its text. */
export function AmountField(props: {
  id: string;
  label: string;
  resource: Resource;
  optional: boolean;
  value: string | undefined;
  problem: string | undefined;
  onChange: (text: string) => void;
}) {
  const { id, label, resource, optional, value, problem, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const steps = STEPS[resource];
  return (
    <div>
      <TextField
        id={id}
        label={label}
        value={value ?? ''}
        onChange={event => onChange(event.target.value.trim())}
        error={problem !== undefined}
        helperText={problem ?? (optional ? t('resources.optional') : ' ')}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
        variant="outlined"
        size="small"
        fullWidth
      />
      <Slider
        aria-label={label}
        min={0}
        max={steps.length - 1}
        step={1}
        value={stepOf(resource, value)}
        getAriaValueText={step => steps[step]}
        onChange={(_, step) => onChange(steps[Number(step)])}
      />
    </div>
  );
}
