import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  part: { minWidth: 0, marginBottom: theme.spacing(2) },
  title: {
    ...theme.typography.subtitle2,
    fontWeight: 700,
    margin: theme.spacing(0, 0, 0.5),
  },
}));

/** One way to connect. */
export function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.part} role="group" aria-label={props.title}>
      <h4 className={classes.title}>{props.title}</h4>
      {props.children}
    </div>
  );
}
