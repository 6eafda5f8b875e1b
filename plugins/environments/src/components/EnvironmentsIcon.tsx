import CloudQueueIcon from '@material-ui/icons/CloudQueue';

/** The sign of this plugin. */
export function EnvironmentsIcon() {
  return <CloudQueueIcon fontSize="inherit" />;
}
