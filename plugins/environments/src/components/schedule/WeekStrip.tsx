import {
  WEEKDAYS,
  type Schedule,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { weekOf } from '../../view/week';

const useStyles = makeStyles(theme => ({
  week: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    rowGap: 3,
    maxWidth: 420,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.primary,
  },
  day: {
    position: 'relative',
    height: 10,
    borderRadius: 2,
    background: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
  awake: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    background:
      theme.palette.success[theme.palette.type === 'dark' ? 'light' : 'dark'],
  },
  hours: {
    gridColumn: 2,
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.palette.text.secondary,
  },
}));

const HOURS = ['00', '06', '12', '18', '24'];

/** A week at a glance: when it is awake. */
export function WeekStrip(props: {
  schedule: Schedule | undefined;
  /** The same in words. */
  label: string;
}) {
  const { schedule, label } = props;
  const classes = useStyles();
  return (
    <div className={classes.week} role="img" aria-label={label}>
      {weekOf(schedule).map((stretches, i) => (
        <Day key={WEEKDAYS[i]} name={WEEKDAYS[i]} stretches={stretches} />
      ))}
      <div className={classes.hours}>
        {HOURS.map(hour => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  );
}

function Day(props: {
  name: string;
  stretches: Array<{ from: number; to: number }>;
}) {
  const classes = useStyles();
  return (
    <>
      <span>{props.name}</span>
      <div className={classes.day}>
        {props.stretches.map(({ from, to }) => (
          <div
            key={from}
            className={classes.awake}
            style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
          />
        ))}
      </div>
    </>
  );
}
