import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FindingsView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Age,
  Note,
  ProgressNote,
  RelativeTime,
  TextWithTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';
import { makeStyles } from '@material-ui/core/styles';
import { housekeepingTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  passes: {
    ...theme.typography.body2,
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    listStyle: 'none',
    color: theme.palette.text.primary,
  },
}));

/** When each cluster was cleaned up last, what holds that back, and how far a pass is. */
export function PassNotes({ view }: { view: FindingsView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  return (
    <>
      {view.clusters.map(
        ({ name, title, blocked }) =>
          blocked && (
            <Note key={name} tone="warn" title={t('pass.blocked', { title })}>
              <TextWithTimes text={blocked} />
              <div>{t('pass.blockedTodo')}</div>
            </Note>
          ),
      )}
      {view.clusters.map(
        ({ name, title, running }) =>
          running && (
            <ProgressNote key={name}>
              <span>
                {t('pass.running', { title })} <Age since={running.since} />
                {': '}
                {running.message}
              </span>
            </ProgressNote>
          ),
      )}
      <ul className={classes.passes}>
        {view.clusters.map(({ name, title, lastPass }) => (
          <li key={name}>
            {lastPass ? (
              <>
                {t('pass.last', { title })} <RelativeTime at={lastPass.at} />
                {': '}
                <TextWithTimes text={lastPass.message} />
              </>
            ) : (
              t('pass.none', { title })
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
