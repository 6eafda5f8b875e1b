import { makeStyles } from '@material-ui/core/styles';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ReportProblemIcon from '@material-ui/icons/ReportProblem';
import HelpIcon from '@material-ui/icons/Help';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import type { ComponentType } from 'react';
import type { Tone } from './health';

const useStyles = makeStyles(theme => {
  // The main colours reach 3:1 on paper in neither theme: the light theme needs
  // the dark shade, and the other way round.
  const shade = theme.palette.type === 'dark' ? 'light' : 'dark';
  return {
    ok: { color: theme.palette.success[shade] },
    progress: { color: theme.palette.info[shade] },
    paused: { color: theme.palette.text.secondary },
    warn: { color: theme.palette.warning[shade] },
    bad: { color: theme.palette.error[shade] },
    unknown: { color: theme.palette.text.secondary },
    icon: { fontSize: '1.1rem', verticalAlign: 'text-bottom', flexShrink: 0 },
  };
});

type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;

// Shapes differ, not only colours.
const ICONS: Record<Tone, Icon> = {
  ok: CheckCircleIcon,
  progress: TimelapseIcon,
  paused: PauseCircleFilledIcon,
  warn: ReportProblemIcon,
  bad: CancelIcon,
  unknown: HelpIcon,
};

/** The sign of a tone; always beside a word that says the same. */
export function ToneIcon(props: { tone: Tone }) {
  const classes = useStyles();
  const IconOfTone = ICONS[props.tone];
  return (
    <IconOfTone
      aria-hidden
      className={`${classes.icon} ${classes[props.tone]}`}
    />
  );
}
