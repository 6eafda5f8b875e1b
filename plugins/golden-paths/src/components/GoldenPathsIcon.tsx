import TimelineIcon from '@material-ui/icons/Timeline';

/** The sign of this plugin. */
export function GoldenPathsIcon() {
  return <TimelineIcon fontSize="inherit" />;
}
