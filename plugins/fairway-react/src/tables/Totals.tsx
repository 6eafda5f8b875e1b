import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  totals: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: 0,
    color: theme.palette.text.primary,
  },
  total: { display: 'flex', flexDirection: 'column-reverse' },
  number: {
    ...theme.typography.h6,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
  },
  unknown: {
    ...theme.typography.body1,
    margin: 0,
    // As high as a number.
    lineHeight: '2rem',
    color: theme.palette.text.secondary,
  },
  label: { ...theme.typography.caption },
}));

/**
 * All of something in a few numbers; each is a {@link Total}.
 *
 * @public
 */
export function Totals(props: { children: ReactNode }) {
  return <dl className={useStyles().totals}>{props.children}</dl>;
}

/** A number, and what it counts. @public */
export function Total(props: {
  label: string;
  /** Instead of a number, words say that there is none. */
  isUnknown?: boolean;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.total}>
      <dt className={classes.label}>{props.label}</dt>
      <dd className={props.isUnknown ? classes.unknown : classes.number}>
        {props.children}
      </dd>
    </div>
  );
}
