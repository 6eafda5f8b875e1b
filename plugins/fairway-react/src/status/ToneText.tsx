import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { Tone } from './health';
import { ToneIcon } from './ToneIcon';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    gap: theme.spacing(0.5),
    alignItems: 'flex-start',
    color: theme.palette.text.primary,
  },
}));

/**
 * Some words with a sign before them; they may wrap.
 *
 * @public
 */
export function ToneText(props: { tone: Tone; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.line}>
      <ToneIcon tone={props.tone} />
      <span>{props.children}</span>
    </div>
  );
}
