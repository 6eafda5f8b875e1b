import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { GoldenPathVariable } from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import DeleteIcon from '@material-ui/icons/Delete';
import { goldenPathsTranslationRef } from '../translation';
import { SOURCES, sourceOf, withSource, type Source } from '../view/variables';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    margin: theme.spacing(1, 0),
    // The fields share what the button leaves.
    '& > .MuiFormControl-root': { flex: '1 1 140px' },
  },
}));

/** One variable: its name, and where its value comes from. */
export function VariableRow(props: {
  id: string;
  variable: GoldenPathVariable;
  /** By field, e.g. `secret.key`. */
  problems: Readonly<Record<string, string>>;
  /** Without a variable: remove it. */
  onChange: (variable: GoldenPathVariable | undefined) => void;
}) {
  const { id, variable, problems, onChange } = props;
  const { name } = variable;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const source = sourceOf(variable);
  return (
    <div className={classes.row}>
      <Text
        id={`${id}-name`}
        label={t('env.name')}
        value={name}
        problem={problems.name}
        onChange={text => onChange({ ...variable, name: text.trim() })}
      />
      <SelectField
        id={`${id}-source`}
        label={t('env.source')}
        value={source}
        options={SOURCES.map(one => ({
          value: one,
          text: t(`env.sources.${one}`),
        }))}
        onChange={one => onChange(withSource(variable, one))}
      />
      <ValueFields
        id={id}
        source={source}
        variable={variable}
        problems={problems}
        onChange={onChange}
      />
      <IconButton
        aria-label={name ? t('env.remove', { name }) : t('env.removeNameless')}
        size="small"
        onClick={() => onChange(undefined)}
      >
        <DeleteIcon />
      </IconButton>
    </div>
  );
}

function ValueFields(props: {
  id: string;
  source: Source;
  variable: GoldenPathVariable;
  problems: Readonly<Record<string, string>>;
  onChange: (variable: GoldenPathVariable) => void;
}) {
  const { id, source, variable, problems, onChange } = props;
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  if (source === 'value') {
    return (
      <Text
        id={`${id}-value`}
        label={t('env.value')}
        value={variable.value ?? ''}
        problem={problems.value}
        onChange={value => onChange({ ...variable, value })}
      />
    );
  }
  const from = variable[source] ?? { name: '', key: '' };
  const set = (some: Partial<typeof from>) =>
    onChange({ name: variable.name, [source]: { ...from, ...some } });
  return (
    <>
      <Text
        id={`${id}-from`}
        label={
          source === 'secret' ? t('env.secretName') : t('env.configMapName')
        }
        value={from.name}
        problem={problems[`${source}.name`]}
        onChange={text => set({ name: text.trim() })}
      />
      <Text
        id={`${id}-key`}
        label={t('env.key')}
        value={from.key}
        problem={problems[`${source}.key`]}
        onChange={text => set({ key: text.trim() })}
      />
    </>
  );
}

function Text(props: {
  id: string;
  label: string;
  value: string;
  problem: string | undefined;
  onChange: (text: string) => void;
}) {
  const { id, label, value, problem, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      error={problem !== undefined}
      helperText={problem}
      inputProps={{ autoComplete: 'off', spellCheck: false }}
      variant="outlined"
      size="small"
    />
  );
}
