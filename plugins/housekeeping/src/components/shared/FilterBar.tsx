import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import type { ReactNode } from 'react';
import { housekeepingTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

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
  entity: {
    ...theme.typography.body2,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
    color: theme.palette.text.primary,
  },
}));

/** Searches, and narrows down by what stands in it. */
export function FilterBar(props: {
  id: string;
  label: string;
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  children?: ReactNode;
}) {
  const { id, label, query, onQuery, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.bar} role="search">
      <TextField
        id={id}
        className={classes.text}
        label={label}
        value={query.text}
        onChange={event => onQuery({ text: event.target.value })}
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

/** That only one component's are shown, and the way to see all. */
export function EntityFilterNote(props: {
  query: Query;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { query, onQuery } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (!query.entity) {
    return null;
  }
  return (
    <div className={classes.entity}>
      <span>
        {t('filter.entity')} <EntityRefLink entityRef={query.entity} hideIcon />
      </span>
      <Button
        size="small"
        variant="outlined"
        onClick={() => onQuery({ entity: undefined })}
      >
        {t('filter.entityClear')}
      </Button>
    </div>
  );
}
