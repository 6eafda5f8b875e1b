import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { QuotaUse } from '@fairway-idp/backstage-plugin-fairway-common';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { inOrder, isForbidden, readUse } from '../../view/quota';
import { ResourceBar } from '../cells/ResourceBar';

const useStyles = makeStyles(theme => ({
  bars: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
    gap: theme.spacing(1.5, 3),
    margin: theme.spacing(0.5, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
  forbidden: {
    ...theme.typography.caption,
    margin: theme.spacing(1, 0, 0),
  },
}));

/** All that a quota counts, with how much of it is used. */
export function QuotaBars({ quota }: { quota: QuotaUse[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const uses = inOrder(quota).map(readUse);
  const forbidden = uses.filter(isForbidden);
  if (uses.length === 0) {
    return <>{t('quota.none')}</>;
  }
  return (
    <>
      <ul className={classes.bars}>
        {uses
          .filter(use => !isForbidden(use))
          .map(use => (
            <li key={use.resource}>
              <ResourceBar use={use} />
            </li>
          ))}
      </ul>
      {forbidden.length > 0 && (
        <p className={classes.forbidden}>
          {t('quota.forbidden', {
            resources: forbidden.map(({ resource }) => resource).join(', '),
          })}
        </p>
      )}
    </>
  );
}
