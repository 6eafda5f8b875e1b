import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdoptionPath } from '@fairway-idp/backstage-plugin-fairway-common';
import { Total, Totals } from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { goldenPathsTranslationRef } from '../../translation';
import { formatSeconds, runLines, waitLines } from '../../view/adoption';
import { FailureTable } from './FailureTable';
import { AdoptionTrend } from './AdoptionTrend';
import { useFigureWords } from './useFigureWords';
import { VersionTable } from './VersionTable';

const useStyles = makeStyles(theme => ({
  path: {
    padding: theme.spacing(2),
    marginBottom: theme.spacing(3),
    color: theme.palette.text.primary,
  },
  title: { ...theme.typography.h6, margin: 0 },
  latest: { ...theme.typography.body2, margin: theme.spacing(0, 0, 2) },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    gap: theme.spacing(3),
    margin: theme.spacing(2, 0),
  },
}));

/** Everything about one golden path. */
export function PathSection({ path }: { path: AdoptionPath }) {
  const { title, latest, total, onLatest, drift } = path;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const words = useFigureWords();
  const id = useId();
  const unknown = t('adoption.unknown');
  const figures: Array<[string, string]> = [
    [t('adoption.successRate'), words.rate(total)],
    [t('adoption.secondsToReady'), words.wait(total)],
    [t('adoption.alive30'), words.alive(total.alive30)],
    [t('adoption.alive90'), words.alive(total.alive90)],
    [
      t('adoption.onLatest'),
      onLatest === undefined ? unknown : words.part(onLatest, total.services),
    ],
    [
      t('adoption.drift'),
      drift === undefined ? unknown : String(Number(drift.toFixed(2))),
    ],
  ];
  return (
    <Paper component="section" className={classes.path} aria-labelledby={id}>
      <h2 className={classes.title} id={id}>
        {title}
      </h2>
      <p className={classes.latest}>
        {latest === undefined
          ? path.template
          : t('adoption.latest', { version: latest })}
      </p>
      <Totals>
        <Total label={t('adoption.runs')}>{total.runs}</Total>
        {figures.map(([label, text]) => (
          <Total key={label} label={label} isUnknown={text === unknown}>
            {text}
          </Total>
        ))}
      </Totals>
      <div className={classes.charts}>
        <AdoptionTrend
          title={t('adoption.overTime', { title })}
          lines={runLines(path, {
            runs: t('adoption.runs'),
            succeeded: t('adoption.succeeded'),
          })}
          format={value => String(Number(value.toFixed(1)))}
        />
        <AdoptionTrend
          title={t('adoption.waitOverTime', { title })}
          lines={waitLines(path, t('adoption.secondsToReady'))}
          format={formatSeconds}
        />
      </div>
      <VersionTable path={path} />
      <FailureTable path={path} />
    </Paper>
  );
}
