import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  tag: {
    display: 'inline-block',
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: 4,
    color: theme.palette.text.primary,
    fontSize: theme.typography.caption.fontSize,
    fontWeight: 400,
    lineHeight: '20px',
    letterSpacing: 'normal',
    whiteSpace: 'nowrap',
  },
  strong: {
    borderWidth: 2,
    fontWeight: 700,
    lineHeight: '18px',
  },
}));

/**
 * A word that qualifies what stands beside it: autoscaled, paused, Helm.
 *
 * @public
 */
export function Tag(props: {
  children: ReactNode;
  title?: string;
  /** For what nobody may overlook. */
  strong?: boolean;
}) {
  const classes = useStyles();
  return (
    <span
      className={`${classes.tag} ${props.strong ? classes.strong : ''}`}
      title={props.title}
    >
      {props.children}
    </span>
  );
}

/**
 * The stage that a namespace serves; production stands out.
 *
 * @public
 */
export function StageTag(props: { stage: string }) {
  return <Tag strong={/^prod/i.test(props.stage)}>{props.stage}</Tag>;
}
