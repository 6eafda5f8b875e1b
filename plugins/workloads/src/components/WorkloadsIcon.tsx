import LayersIcon from '@material-ui/icons/Layers';

/** The sign of this plugin. */
export function WorkloadsIcon() {
  return <LayersIcon fontSize="inherit" />;
}
