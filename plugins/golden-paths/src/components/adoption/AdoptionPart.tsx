import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ADOPTION_RANGES,
  type AdoptionRange,
  type AdoptionView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Choice,
  downloadText,
  EmptyNote,
  Note,
  TableSkeleton,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import { goldenPathsApiRef } from '../../api/GoldenPathsApi';
import { goldenPathsTranslationRef } from '../../translation';
import { toCsv } from '../../view/adoption';
import { LoadTrouble } from '../LoadTrouble';
import { useLoadWords } from '../useLoadWords';
import { Bypassed } from './Bypassed';
import { PathSection } from './PathSection';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
}));

/** What came of golden paths, and what was made without one. */
export function AdoptionPart(props: {
  range: AdoptionRange;
  onRange: (range: AdoptionRange) => void;
}) {
  const { range, onRange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const api = useApi(goldenPathsApiRef);
  const words = useLoadWords('adoption');
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.readAdoption(range),
    [api, range],
  );
  // Those of another range stay until these come, and are not what is asked for.
  const view = value?.range === range ? value : undefined;
  const isWaiting = !view && (loading || !error);
  return (
    <>
      <div className={classes.bar}>
        <Choice
          label={t('adoption.range')}
          value={range}
          options={ADOPTION_RANGES.map(each => ({
            value: each,
            text: t(`adoption.ranges.${each}`),
          }))}
          onChange={onRange}
        />
        {view && (
          <Button
            size="small"
            variant="outlined"
            onClick={() =>
              downloadText(`golden-paths-${view.range}.csv`, toCsv(view))
            }
          >
            {t('adoption.csv')}
          </Button>
        )}
      </div>
      {error && !loading && (
        <LoadTrouble error={error} words={words} onRetry={retry} />
      )}
      {isWaiting && <TableSkeleton label={words.loading} rows={6} />}
      {view && <Figures view={view} />}
    </>
  );
}

function Figures({ view }: { view: AdoptionView }) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  return (
    <>
      {view.errors.map(({ source, message }) => (
        <Note
          key={source}
          tone="warn"
          role="status"
          title={t('adoption.unread', { source, message })}
        />
      ))}
      {view.paths.length === 0 && (
        <EmptyNote title={t('adoption.none')}>
          {t('adoption.noneTodo')}
        </EmptyNote>
      )}
      {view.paths.map(path => (
        <PathSection key={path.template} path={path} />
      ))}
      <Bypassed bypassed={view.bypassed} />
    </>
  );
}
