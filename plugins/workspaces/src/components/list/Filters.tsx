import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import { SelectField } from '@fairway-idp/backstage-plugin-fairway-react';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import { workspacesTranslationRef } from '../../translation';
import {
  countStates,
  type Query,
  SORTS,
  STATE_FILTERS,
} from '../../view/query';

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

/** What of the workspaces to show. */
export function Filters(props: {
  workspaces: WorkspaceView[];
  query: Query;
  onQuery: (change: Partial<Query>) => void;
  now: number;
  /** There are no column titles to sort by. */
  withSort: boolean;
}) {
  const { workspaces, query, onQuery, now, withSort } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(workspacesTranslationRef);
  const counts = countStates(workspaces, now);
  return (
    <div className={classes.bar} role="search">
      <TextField
        id="workspaces-text"
        className={classes.text}
        label={t('filter.text')}
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
      <SelectField
        id="workspaces-state"
        label={t('filter.state')}
        value={query.state ?? ''}
        onChange={state => onQuery({ state: state || undefined })}
        options={[
          { value: '', text: t('filter.all') },
          ...STATE_FILTERS.map(state => ({
            value: state,
            text: t('filter.counted', {
              what: t(`stateFilter.${state}`),
              number: String(counts[state]),
            }),
          })),
        ]}
      />
      {withSort && (
        <SelectField
          id="workspaces-sort"
          label={t('filter.sort')}
          value={query.sort}
          onChange={sort => onQuery({ sort, descending: false })}
          options={SORTS.map(sort => ({
            value: sort,
            text: t(`sort.${sort}`),
          }))}
        />
      )}
    </div>
  );
}
