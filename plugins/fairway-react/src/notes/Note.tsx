import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { Tone } from '../status/health';
import { ToneIcon } from '../status/ToneIcon';

const useStyles = makeStyles(theme => ({
  note: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
    margin: theme.spacing(1, 0),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    ...theme.typography.body2,
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
  },
  body: { minWidth: 0, flexGrow: 1 },
  title: { fontWeight: 700, margin: 0 },
  words: { margin: theme.spacing(0.5, 0), overflowWrap: 'anywhere' },
  actions: { marginTop: theme.spacing(1) },
}));

/**
 * A sign, a title, some words, and what can be done.
 *
 * @public
 */
export function Note(props: {
  tone: Tone;
  title: string;
  role?: 'alert' | 'status';
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.note} role={props.role}>
      <ToneIcon tone={props.tone} />
      <div className={classes.body}>
        <p className={classes.title}>{props.title}</p>
        {props.children && (
          <div className={classes.words}>{props.children}</div>
        )}
        {props.actions && (
          <div className={classes.actions}>{props.actions}</div>
        )}
      </div>
    </div>
  );
}
