import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PodView } from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
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
      <SelectField
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
      <SelectField
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
