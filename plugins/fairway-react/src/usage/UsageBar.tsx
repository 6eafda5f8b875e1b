import { makeStyles } from '@material-ui/core/styles';
import type { Tone } from '../status/health';
import { ToneIcon } from '../status/ToneIcon';

/** From these shares on, a bar warns, and says that nothing is left. */
const NEARLY = 0.85;
const FULL = 1;

const useStyles = makeStyles(theme => {
  const shade = theme.palette.type === 'dark' ? 'light' : 'dark';
  return {
    use: { minWidth: 96, color: theme.palette.text.primary },
    words: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      fontSize: theme.typography.caption.fontSize,
      lineHeight: 1.5,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    sign: { '& svg': { fontSize: '0.95rem' } },
    label: { overflow: 'hidden', textOverflow: 'ellipsis' },
    track: {
      height: 6,
      borderRadius: 3,
      overflow: 'hidden',
      // A bar that is empty must be seen, too.
      border: `1px solid ${theme.palette.text.secondary}`,
    },
    fill: { height: '100%' },
    ok: { background: theme.palette.info[shade] },
    warn: { background: theme.palette.warning[shade] },
    bad: { background: theme.palette.error[shade] },
  };
});

/** How worrying a share is. */
export function toneOfShare(share: number): 'ok' | 'warn' | 'bad' {
  if (share >= FULL) {
    return 'bad';
  }
  return share >= NEARLY ? 'warn' : 'ok';
}

/**
 * How much of something is used: a bar, and the same in words. Nearly full and
 * full have a sign of their own beside the colour.
 *
 * @public
 */
export function UsageBar(props: {
  /** What is used, e.g. "CPU requests". */
  label: string;
  /** How much, with its unit, e.g. "1.5 of 2". */
  words: string;
  /** Used of what there is, from 0; may exceed 1. Without it there is no bar. */
  share?: number;
  /** Leave the label to what stands around it; it is still read out. */
  hideLabel?: boolean;
  /** A part of all rather than of a limit: to be full is fine. */
  isPart?: boolean;
}) {
  const { label, words, share, hideLabel, isPart } = props;
  const classes = useStyles();
  const tone = isPart ? 'ok' : toneOfShare(share ?? 0);
  const filled = Math.min(1, Math.max(0, share ?? 0)) * 100;
  return (
    <div className={classes.use}>
      <div className={classes.words}>
        {!hideLabel && <span className={classes.label}>{label}</span>}
        <span>
          {tone !== 'ok' && (
            <span className={classes.sign}>
              <ToneIcon tone={tone satisfies Tone} />
            </span>
          )}{' '}
          {words}
        </span>
      </div>
      {share !== undefined && (
        <div
          className={classes.track}
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(filled)}
          aria-valuetext={words}
        >
          <div
            className={`${classes.fill} ${classes[tone]}`}
            style={{ width: `${filled}%` }}
          />
        </div>
      )}
    </div>
  );
}
