import DeleteSweepIcon from '@material-ui/icons/DeleteSweep';

/** The sign of this plugin. */
export function HousekeepingIcon() {
  return <DeleteSweepIcon fontSize="inherit" />;
}
