import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import { type FormEvent, type ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  title: {
    ...theme.typography.h6,
    margin: 0,
    padding: theme.spacing(2, 3),
    overflowWrap: 'anywhere',
  },
  form: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    flexGrow: 1,
  },
  content: { ...theme.typography.body2, color: theme.palette.text.primary },
  actions: {
    ...theme.typography.body2,
    color: theme.palette.text.primary,
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
}));

/**
 * A dialog with a title, a body and some buttons, which is labelled by its
 * title. Mount it to open it.
 *
 * @public
 */
export function FairwayDialog(props: {
  title: string;
  children: ReactNode;
  actions: ReactNode;
  onClose: () => void;
  /** Enter in a field does this. */
  onSubmit?: (event: FormEvent) => void;
  /** Something is being written: the dialog cannot be closed now. */
  busy?: boolean;
  /** @defaultValue md */
  width?: 'sm' | 'md' | 'lg' | 'xl';
}) {
  const { title, children, actions, onClose, onSubmit, busy, width } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth={width ?? 'md'}
      aria-labelledby={id}
      onClose={() => !busy && onClose()}
    >
      <form className={classes.form} onSubmit={onSubmit} noValidate>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <DialogContent dividers className={classes.content}>
          {children}
        </DialogContent>
        <DialogActions className={classes.actions}>{actions}</DialogActions>
      </form>
    </Dialog>
  );
}
