import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../actions/VisuallyHidden';
import type { Connection, ConnectionState } from '../live/types';
import type { Tone } from '../status/health';
import { ToneIcon } from '../status/ToneIcon';
import { formatAge } from '../time/formatAge';
import { useNow } from '../time/useNow';
import { fairwayReactTranslationRef } from '../translation';
import { errorWords } from './describeError';

const useStyles = makeStyles(theme => ({
  note: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    ...theme.typography.body2,
    // The secondary colour is too pale on the ground of a page.
    color: theme.palette.text.primary,
  },
}));

const TONES: Record<ConnectionState, Tone> = {
  connecting: 'progress',
  live: 'ok',
  reconnecting: 'progress',
  ended: 'paused',
  failed: 'bad',
};

/**
 * Whether what is shown is live, and if not, how old it is.
 *
 * @public
 */
export function ConnectionNote(props: {
  connection: Connection;
  onRetry?: () => void;
}) {
  const { connection, onRetry } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const words = useConnectionWords(connection);
  return (
    <span className={classes.note}>
      <ToneIcon tone={TONES[connection.state]} />
      <span
        title={
          connection.state !== 'live' && connection.error
            ? errorWords(connection.error)
            : undefined
        }
      >
        {words}
      </span>
      {connection.state === 'failed' && onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('connection.retry')}
        </Button>
      )}
      {/* The ticking seconds above would be read out again and again. */}
      <VisuallyHidden role="status">
        {t(`connection.${connection.state}`)}
      </VisuallyHidden>
    </span>
  );
}

function useConnectionWords({ state, lastMessageAt }: Connection): string {
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const stale = state === 'reconnecting' || state === 'failed';
  const now = useNow(stale ? 1000 : undefined);
  if (stale && lastMessageAt !== undefined) {
    const age = formatAge(now - lastMessageAt);
    return state === 'failed'
      ? t('connection.failedSince', { age })
      : t('connection.reconnectingSince', { age });
  }
  return t(`connection.${state}`);
}
