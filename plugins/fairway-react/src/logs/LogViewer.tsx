import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import type { Connection } from '../live/types';
import { ConnectionNote } from '../notes/ConnectionNote';
import { ErrorNote } from '../notes/ErrorNote';
import { Tag } from '../status/Tag';
import { fairwayReactTranslationRef } from '../translation';
import { downloadText } from '../files/download';
import { LogLines } from './LogLines';
import { LogState, logText, MAX_LOG_LINES } from './logState';
import { LogToolbar } from './LogToolbar';
import { matchingIds, stepMatch } from './search';
import { useFollow } from './useFollow';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    minHeight: 36,
  },
  frame: { position: 'relative' },
  log: {
    height: '50vh',
    minHeight: 160,
    overflow: 'auto',
    padding: theme.spacing(1),
    border: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
  },
  jump: {
    position: 'absolute',
    bottom: theme.spacing(2),
    right: theme.spacing(4),
  },
}));

/**
 * Shows a log and lets one search, pause and keep it. The log itself comes
 * from {@link useLog}.
 *
 * @public
 */
export function LogViewer(props: {
  /** Accessible name of the log, e.g. "Log of storefront-7c9, container app". */
  label: string;
  log: LogState;
  connection: Connection;
  onRetry: () => void;
  /** It is the log of the container that ran before this one. */
  previous?: boolean;
  /** Name of the file that Download saves. */
  fileName: string;
}) {
  const { label, log, connection, onRetry, previous, fileName } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const [query, setQuery] = useState('');
  const [wrap, setWrap] = useState(true);
  const [timestamps, setTimestamps] = useState(false);
  const [current, setCurrent] = useState<number>();
  const matches = useMemo(
    () => matchingIds(log.entries, query),
    [log.entries, query],
  );
  const { box, following, unseen, setFollowing, onScroll } = useFollow(
    log.trimmed + log.entries.length,
  );
  const step = (by: 1 | -1) => {
    setFollowing(false);
    setCurrent(stepMatch(matches, current, by));
  };
  const search = (text: string) => {
    setQuery(text);
    setCurrent(undefined);
  };

  return (
    <>
      <LogToolbar
        query={query}
        onQuery={search}
        matches={matches.length}
        onStep={step}
        wrap={wrap}
        onWrap={setWrap}
        timestamps={timestamps}
        onTimestamps={setTimestamps}
        following={following}
        onFollowing={setFollowing}
        onDownload={() => downloadText(fileName, logText(log.entries))}
      />
      <div className={classes.head}>
        <ConnectionNote connection={connection} onRetry={onRetry} />
        {previous && <Tag strong>{t('logs.previous')}</Tag>}
        {log.trimmed > 0 && (
          <span>{t('logs.trimmed', { max: String(MAX_LOG_LINES) })}</span>
        )}
      </div>
      {connection.state === 'failed' && connection.error && (
        <ErrorNote error={connection.error} />
      )}
      <div className={classes.frame}>
        {/* Reachable by keyboard, for it scrolls. Not read out as it grows:
            a busy log would drown everything else. */}
        <div
          ref={box}
          role="log"
          aria-label={label}
          aria-live="off"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={classes.log}
          onScroll={onScroll}
        >
          <LogLines
            entries={log.entries}
            query={query}
            current={current}
            wrap={wrap}
            timestamps={timestamps}
          />
          {log.entries.length === 0 && (
            <div>
              {log.end === undefined ? t('logs.waiting') : t('logs.empty')}
            </div>
          )}
          {log.end !== undefined && <div>— {log.end} —</div>}
        </div>
        {!following && (
          <Button
            className={classes.jump}
            size="small"
            variant="contained"
            color="primary"
            onClick={() => setFollowing(true)}
          >
            {unseen > 0 ? t('logs.jumpNew', { count: unseen }) : t('logs.jump')}
          </Button>
        )}
      </div>
    </>
  );
}
