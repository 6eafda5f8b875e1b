import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { housekeepingTranslationRef } from '../../translation';
import type { Query } from '../../view/query';

/** Nothing of one's own: what is the team's, or anybody's, may be of interest. */
export function WiderScope(props: {
  query: Pick<Query, 'scope'>;
  onQuery: (change: Partial<Query>) => void;
}) {
  const { query, onQuery } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  if (query.scope === 'all') {
    return null;
  }
  const wider = query.scope === 'mine' ? 'team' : 'all';
  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => onQuery({ scope: wider })}
    >
      {t(wider === 'team' ? 'empty.widerTeam' : 'empty.widerAll')}
    </Button>
  );
}
