import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** What the quota keeps from starting now, and why, in the server's words. */
export function BlockedList({ view }: { view: EnvironmentView }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {view.blocked.map(({ workload, why }) => (
        <li key={workload}>
          <strong>{workload}</strong>: {why}
        </li>
      ))}
    </ul>
  );
}
