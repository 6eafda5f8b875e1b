import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { housekeepingTranslationRef } from '../../translation';
import { NO_FILTER, type Query } from '../../view/query';

/** Shows all again. */
export function ClearFilters(props: {
  onQuery: (change: Partial<Query>) => void;
}) {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => props.onQuery(NO_FILTER)}
    >
      {t('filter.clear')}
    </Button>
  );
}
