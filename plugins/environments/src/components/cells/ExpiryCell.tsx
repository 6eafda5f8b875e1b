import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  RelativeTime,
  ToneChip,
  useNow,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';
import { expiresSoon } from '../../view/environments';

const MINUTE = 60_000;

const useStyles = makeStyles(theme => ({
  faint: { color: theme.palette.text.secondary },
  deletion: { marginTop: theme.spacing(0.5) },
}));

/** Until when it lives, and what its owner was told. */
export function ExpiryCell({ view }: { view: EnvironmentView }) {
  const { expiresAt, deletedNotBefore, protection } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  const now = useNow(MINUTE);
  if (protection) {
    return <>{t('row.neverProtected')}</>;
  }
  if (!expiresAt) {
    return <>{t('row.never')}</>;
  }
  const when = <RelativeTime at={expiresAt} />;
  return (
    <>
      {expiresSoon(view, now) ? <ToneChip tone="warn">{when}</ToneChip> : when}
      <div className={classes.faint}>
        <Moment at={expiresAt} />
      </div>
      {deletedNotBefore && (
        <div className={classes.deletion}>
          {t('row.warned')} <Moment at={deletedNotBefore} />
        </div>
      )}
    </>
  );
}
