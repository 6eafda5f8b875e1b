import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { inOrder, MAIN_RESOURCES, readUse } from '../../view/quota';
import { ResourceBar } from './ResourceBar';

const useStyles = makeStyles(theme => ({
  bars: { display: 'grid', gap: theme.spacing(0.5) },
}));

/** How much of CPU and memory is used; the details have the rest. */
export function QuotaCell({ view }: { view: EnvironmentView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const uses = inOrder(
    view.quota.filter(({ resource }) =>
      MAIN_RESOURCES.some(main => main === resource),
    ),
  ).map(readUse);
  if (uses.length === 0) {
    return <>{t('quota.unknown')}</>;
  }
  return (
    <div className={classes.bars}>
      {uses.map(use => (
        <ResourceBar key={use.resource} use={use} short />
      ))}
    </div>
  );
}
