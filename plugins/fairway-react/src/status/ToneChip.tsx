import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { Tone } from './health';
import { ToneIcon } from './ToneIcon';

const useStyles = makeStyles(theme => ({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 1, 0.25, 0.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 16,
    color: theme.palette.text.primary,
    fontSize: theme.typography.body2.fontSize,
    whiteSpace: 'nowrap',
  },
}));

/**
 * A state as a sign and a word.
 *
 * @public
 */
export function ToneChip(props: { tone: Tone; children: ReactNode }) {
  const classes = useStyles();
  return (
    <span className={classes.chip}>
      <ToneIcon tone={props.tone} />
      <span>{props.children}</span>
    </span>
  );
}
