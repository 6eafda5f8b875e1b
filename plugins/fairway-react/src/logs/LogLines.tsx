import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { memo, useEffect, useRef } from 'react';
import { fairwayReactTranslationRef } from '../translation';
import type { LogEntry } from './logState';
import { splitMatches } from './search';

const useStyles = makeStyles(theme => ({
  wrap: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  long: { whiteSpace: 'pre' },
  time: { opacity: 0.9, userSelect: 'none' },
  mark: {
    fontFamily: theme.typography.fontFamily,
    fontStyle: 'italic',
  },
  current: { outline: `2px solid ${theme.palette.primary.main}` },
}));

interface Looks {
  query: string;
  wrap: boolean;
  timestamps: boolean;
}

// Thousands of lines stay as they are when one more comes.
const Line = memo(function LogLine(
  props: Looks & { time: string; text: string; isCurrent: boolean },
) {
  const { time, text, isCurrent, query, wrap, timestamps } = props;
  const classes = useStyles();
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) {
      self.current?.scrollIntoView({ block: 'center' });
    }
  }, [isCurrent]);
  return (
    <div
      ref={self}
      className={`${wrap ? classes.wrap : classes.long} ${
        isCurrent ? classes.current : ''
      }`}
    >
      {timestamps && <span className={classes.time}>{time} </span>}
      {splitMatches(text, query).map((piece, i) =>
        piece.match ? <mark key={i}>{piece.text}</mark> : piece.text,
      )}
      {text === '' && ' '}
    </div>
  );
});

function Mark({ entry }: { entry: Exclude<LogEntry, { type: 'line' }> }) {
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  return (
    <div className={classes.mark}>
      {entry.type === 'dropped'
        ? t('logs.dropped', { count: entry.count })
        : t('logs.gap')}
    </div>
  );
}

/** The entries of a log. */
export function LogLines(
  props: Looks & { entries: LogEntry[]; current?: number },
) {
  const { entries, current, ...looks } = props;
  return (
    <>
      {entries.map(entry =>
        entry.type === 'line' ? (
          <Line
            key={entry.id}
            time={entry.time}
            text={entry.text}
            isCurrent={entry.id === current}
            {...looks}
          />
        ) : (
          <Mark key={entry.id} entry={entry} />
        ),
      )}
    </>
  );
}
