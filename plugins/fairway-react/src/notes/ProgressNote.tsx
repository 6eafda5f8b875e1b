import CircularProgress from '@material-ui/core/CircularProgress';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2, 0),
    ...theme.typography.body2,
    color: theme.palette.text.primary,
  },
}));

/**
 * Something is on its way, and what.
 *
 * @public
 */
export function ProgressNote(props: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.note} role="status">
      <CircularProgress size={20} aria-hidden />
      {props.children}
    </div>
  );
}
