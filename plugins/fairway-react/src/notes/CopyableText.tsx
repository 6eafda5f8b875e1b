import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  text: {
    margin: theme.spacing(1, 0),
    padding: theme.spacing(1),
    // A long command is worth more whole than in one line.
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
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
      <pre className={classes.text} role="group" aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} />
    </>
  );
}
