import { makeStyles } from '@material-ui/core/styles';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  section: {
    ...theme.typography.body2,
    marginTop: theme.spacing(2),
    color: theme.palette.text.primary,
  },
  title: {
    ...theme.typography.h6,
    margin: theme.spacing(0, 0, 1),
  },
}));

/** A part of the tab, with a heading. */
export function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 id={id} className={classes.title}>
        {props.title}
      </h3>
      {props.children}
    </section>
  );
}
