import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import type { KeyboardEvent } from 'react';
import { fairwayReactTranslationRef } from '../translation';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  grow: { flexGrow: 1 },
}));

/** What one can do with a log. */
export function LogToolbar(props: {
  query: string;
  onQuery: (query: string) => void;
  matches: number;
  onStep: (by: 1 | -1) => void;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  timestamps: boolean;
  onTimestamps: (timestamps: boolean) => void;
  following: boolean;
  onFollowing: (following: boolean) => void;
  onDownload: () => void;
}) {
  const { query, matches, onStep, following } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const stepOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <div className={classes.bar}>
      <TextField
        id="fairway-log-search"
        label={t('logs.search')}
        type="search"
        size="small"
        variant="outlined"
        value={query}
        onChange={event => props.onQuery(event.target.value)}
        onKeyDown={stepOnEnter}
      />
      <IconButton
        size="small"
        aria-label={t('logs.previousMatch')}
        disabled={matches === 0}
        onClick={() => onStep(-1)}
      >
        <ArrowUpwardIcon fontSize="small" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('logs.nextMatch')}
        disabled={matches === 0}
        onClick={() => onStep(1)}
      >
        <ArrowDownwardIcon fontSize="small" />
      </IconButton>
      <span role="status">
        {query !== '' &&
          (matches > 0
            ? t('logs.matches', { count: matches })
            : t('logs.noMatch'))}
      </span>
      <span className={classes.grow} />
      <Toggle text={t('logs.wrap')} on={props.wrap} onChange={props.onWrap} />
      <Toggle
        text={t('logs.timestamps')}
        on={props.timestamps}
        onChange={props.onTimestamps}
      />
      <Button
        size="small"
        variant="outlined"
        onClick={() => props.onFollowing(!following)}
      >
        {following ? t('logs.pause') : t('logs.follow')}
      </Button>
      <Button size="small" variant="outlined" onClick={props.onDownload}>
        {t('logs.download')}
      </Button>
    </div>
  );
}

function Toggle(props: {
  text: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Button
      size="small"
      variant={props.on ? 'contained' : 'outlined'}
      disableElevation
      aria-pressed={props.on}
      onClick={() => props.onChange(!props.on)}
    >
      {props.text}
    </Button>
  );
}
