import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EnvironmentView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Moment,
  RelativeTime,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { environmentsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  schedule: { color: theme.palette.text.secondary },
}));

/** When it falls asleep or wakes the next time, and by which schedule. */
export function RhythmCell({ view }: { view: EnvironmentView }) {
  const { schedule, nextChange, override } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(environmentsTranslationRef);
  return (
    <>
      {nextChange && (
        <div>
          {t(`row.next.${nextChange.to}`)} <RelativeTime at={nextChange.at} />
          <div className={classes.schedule}>
            <Moment at={nextChange.at} />
          </div>
        </div>
      )}
      {!nextChange && override && <div>{t(`row.until.${override.state}`)}</div>}
      <div className={classes.schedule}>{schedule ?? t('row.always')}</div>
    </>
  );
}
