import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PodView } from '@fairway-idp/backstage-plugin-fairway-common';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { workloadsTranslationRef } from '../../translation';
import type { LogPick, LogTarget } from '../../view/logTarget';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1.5),
  },
}));

/** Which log: of which pod, which container, and which run of it. */
export function LogSelectors(props: {
  pods: PodView[];
  pick: LogPick;
  target?: LogTarget;
  onPick: (pick: LogPick) => void;
}) {
  const { pods, pick, target, onPick } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const isGone = pick.pod !== undefined && !target;
  return (
    <div className={classes.bar}>
      <Select
        id="workloads-log-pod"
        label={t('logs.pod')}
        value={target?.pod.name ?? pick.pod ?? ''}
        onChange={pod => onPick({ pod })}
        options={[
          ...(isGone
            ? [
                {
                  value: pick.pod ?? '',
                  text: t('logs.gone', { name: pick.pod ?? '' }),
                },
              ]
            : []),
          ...pods.map(({ name, status }) => ({
            value: name,
            text: `${name} · ${status}`,
          })),
        ]}
      />
      <Select
        id="workloads-log-container"
        label={t('logs.container')}
        value={target?.container?.name ?? ''}
        onChange={container => onPick({ pod: target?.pod.name, container })}
        options={(target?.pod.containers ?? []).map(({ name, init }) => ({
          value: name,
          text: init ? t('logs.initContainer', { name }) : name,
        }))}
      />
      <FormControlLabel
        label={t('logs.previous')}
        disabled={!target?.hasPrevious}
        control={
          <Checkbox
            color="primary"
            checked={target?.previous ?? false}
            onChange={event =>
              onPick({
                pod: target?.pod.name,
                container: target?.container?.name,
                previous: event.target.checked,
              })
            }
          />
        }
      />
    </div>
  );
}

function Select(props: {
  id: string;
  label: string;
  value: string;
  options: Array<{ value: string; text: string }>;
  onChange: (value: string) => void;
}) {
  const { id, label, value, options, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      select
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      size="small"
      disabled={options.length === 0}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </TextField>
  );
}
