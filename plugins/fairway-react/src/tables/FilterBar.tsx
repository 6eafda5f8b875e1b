import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    margin: theme.spacing(2, 0),
    // The secondary colour is too pale on the ground of a page.
    '& label': { color: theme.palette.text.primary },
  },
  text: { flexGrow: 1, minWidth: 200, maxWidth: 420 },
}));

/** Searches a list, and narrows it down by the choices within. @public */
export function FilterBar(props: {
  id: string;
  label: string;
  text: string;
  onText: (text: string) => void;
  children?: ReactNode;
}) {
  const { id, label, text, onText, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.bar} role="search">
      <TextField
        id={id}
        className={classes.text}
        label={label}
        value={text}
        onChange={event => onText(event.target.value)}
        variant="outlined"
        size="small"
        type="search"
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" aria-hidden />
            </InputAdornment>
          ),
        }}
      />
      {children}
    </div>
  );
}
