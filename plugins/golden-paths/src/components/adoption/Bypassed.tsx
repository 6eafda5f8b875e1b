import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AdoptionView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailTable,
  EmptyNote,
  UsageBar,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { goldenPathsTranslationRef } from '../../translation';
import { useFigureWords } from './useFigureWords';

const useStyles = makeStyles(theme => ({
  section: { padding: theme.spacing(2), color: theme.palette.text.primary },
  title: { ...theme.typography.h6, margin: 0 },
  help: { ...theme.typography.body2, margin: theme.spacing(0, 0, 1) },
}));

/** Workloads that came by no path, by what they use that no path offers. */
export function Bypassed(props: { bypassed: AdoptionView['bypassed'] }) {
  const { workloads, groups, isComplete } = props.bypassed;
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { part } = useFigureWords();
  const { shown, pages } = usePages(groups, { selection: 'bypassed' });
  const id = useId();
  if (workloads === 0) {
    return isComplete ? (
      <EmptyNote title={t('adoption.noBypassed')} />
    ) : (
      <EmptyNote title={t('adoption.bypassedUnknown')}>
        {t('adoption.bypassedUnknownWhy')}
      </EmptyNote>
    );
  }
  return (
    <Paper component="section" className={classes.section} aria-labelledby={id}>
      <h2 className={classes.title} id={id}>
        {t('adoption.bypassed')}
      </h2>
      <p className={classes.help}>
        {t('adoption.bypassedHelp', { all: String(workloads) })}
      </p>
      <DetailTable
        isWide
        label={t('adoption.bypassed')}
        columns={[
          t('adoption.uses'),
          t('adoption.workloads'),
          t('adoption.examples'),
        ]}
        rows={shown.map(({ uses, count, examples }) => ({
          key: uses.join(),
          cells: [
            uses.join(', ') || t('adoption.usesNothing'),
            <UsageBar
              key="bar"
              label={uses.join(', ') || t('adoption.usesNothing')}
              hideLabel
              isPart
              words={part(count, workloads)}
              share={count / workloads}
            />,
            examples.join('; '),
          ],
        }))}
      />
      {pages}
    </Paper>
  );
}
