import LaptopIcon from '@material-ui/icons/Laptop';

/** The sign of this plugin. */
export function WorkspacesIcon() {
  return <LaptopIcon fontSize="inherit" />;
}
