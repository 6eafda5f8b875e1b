import { makeStyles } from '@material-ui/core/styles';
import type { PodView } from '@fairway-idp/backstage-plugin-fairway-common';
import { toneOf } from './health';
import { ToneIcon } from './ToneIcon';

const useStyles = makeStyles(theme => ({
  status: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  },
  message: { color: theme.palette.text.secondary, maxWidth: '60ch' },
}));

/**
 * What kubectl's STATUS column says about a pod, with a sign, and why.
 *
 * @public
 */
export function PodStatus(props: {
  pod: Pick<PodView, 'status' | 'health' | 'message'>;
}) {
  const { pod } = props;
  const classes = useStyles();
  return (
    <>
      <span className={classes.status}>
        <ToneIcon tone={toneOf(pod.health)} />
        {pod.status}
      </span>
      {pod.message && <div className={classes.message}>{pod.message}</div>}
    </>
  );
}
