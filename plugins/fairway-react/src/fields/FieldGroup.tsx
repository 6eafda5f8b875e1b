import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  legend: {
    ...theme.typography.subtitle2,
    padding: 0,
    marginBottom: theme.spacing(1),
    color: theme.palette.text.primary,
  },
}));

/**
 * Fields that answer one question.
 *
 * @public
 */
export function FieldGroup(props: { legend: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}
