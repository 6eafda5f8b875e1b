import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  section: { marginBottom: theme.spacing(2) },
  title: {
    ...theme.typography.subtitle2,
    margin: theme.spacing(1, 0, 0.5),
    color: theme.palette.text.primary,
  },
}));

/**
 * A titled part of the details that a row opens to.
 *
 * @public
 */
export function DetailSection(props: {
  title: string;
  /** Name of what is detailed, which tells this section from another's. */
  of: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <section
      className={classes.section}
      aria-label={`${props.title}: ${props.of}`}
    >
      {/* No heading: the level would depend on the table around it. */}
      <div className={classes.title}>{props.title}</div>
      {props.children}
    </section>
  );
}
