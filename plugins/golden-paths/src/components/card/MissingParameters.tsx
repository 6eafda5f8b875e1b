import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UpgradeParameter } from '@fairway-idp/backstage-plugin-fairway-common';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { goldenPathsTranslationRef } from '../../translation';
import { valueOf, type Answers } from '../../view/missing';

const useStyles = makeStyles(theme => ({
  fields: { display: 'grid', gap: theme.spacing(2) },
  text: { ...theme.typography.body2, color: theme.palette.text.primary },
}));

/** Asks for what the template asks for now and the record of a repository lacks. */
export function MissingParameters(props: {
  latest: string;
  missing: readonly UpgradeParameter[];
  answers: Answers;
  onChange: (answers: Answers) => void;
}) {
  const { latest, missing, answers, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.fields}>
      <div className={classes.text}>{t('card.missing', { latest })}</div>
      {missing.map(one => (
        <Missing
          key={one.name}
          parameter={one}
          answer={answers[one.name] ?? ''}
          onAnswer={answer => onChange({ ...answers, [one.name]: answer })}
        />
      ))}
    </div>
  );
}

function Missing(props: {
  parameter: UpgradeParameter;
  answer: string;
  onAnswer: (answer: string) => void;
}) {
  const { parameter, answer, onAnswer } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { name, title, description, type } = parameter;
  const { trouble } = valueOf(parameter, answer);
  const choices = useChoices(parameter);
  const hint = [description, ...(type === 'json' ? [t('card.asJson')] : [])];
  return (
    <TextField
      id={`missing-${name}`}
      label={title ?? name}
      value={answer}
      onChange={({ target }) => onAnswer(target.value)}
      required
      fullWidth
      variant="outlined"
      size="small"
      multiline={type === 'json' && !choices}
      select={choices !== undefined}
      error={trouble !== undefined}
      helperText={
        trouble ? t(`card.${trouble}`) : hint.filter(Boolean).join('. ')
      }
    >
      {choices?.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function useChoices({ type, options }: UpgradeParameter) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  if (options) {
    return options.map((option, i) => ({
      value: String(i),
      label: typeof option === 'string' ? option : JSON.stringify(option),
    }));
  }
  return type === 'boolean'
    ? [
        { value: 'true', label: t('card.yes') },
        { value: 'false', label: t('card.no') },
      ]
    : undefined;
}
