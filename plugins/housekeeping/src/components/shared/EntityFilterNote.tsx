import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

const useStyles = makeStyles(theme => ({
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
