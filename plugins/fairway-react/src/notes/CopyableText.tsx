import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  text: {
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    overflowX: 'auto',
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
    fontFamily: 'monospace',
    fontSize: theme.typography.body2.fontSize,
  },
}));

/**
 * Some lines to put into a file, with a button that copies them.
 *
 * @public
 */
export function CopyableText(props: { text: string; label: string }) {
  const { text, label } = props;
  const classes = useStyles();
  return (
    <>
      {/* A scrolling region has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.text} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} />
    </>
  );
}
