import { makeStyles } from '@material-ui/core/styles';
import type { Health } from '@fairway-idp/backstage-plugin-fairway-common';
import { toneOf } from './health';
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
 * The health of something, as a sign and a word.
 *
 * @public
 */
export function HealthChip(props: {
  health: Health;
  /** One word for why, shown beside it. */
  reason?: string;
  /** How many there are of that health, shown before it. */
  count?: number;
}) {
  const { health, reason, count } = props;
  const classes = useStyles();
  return (
    <span className={classes.chip}>
      <ToneIcon tone={toneOf(health)} />
      <span>
        {count !== undefined && `${count} `}
        {health}
        {reason && reason !== health && ` · ${reason}`}
      </span>
    </span>
  );
}
