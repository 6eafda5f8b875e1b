import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DetailTable,
  formatMoment,
  momentsOf,
  TrendChart,
  type TrendLine,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { goldenPathsTranslationRef } from '../../translation';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  title: { ...theme.typography.subtitle2 },
}));

interface TrendProps {
  title: string;
  lines: TrendLine[];
  format: (value: number) => string;
}

/** How something went: a chart, or the table behind it. */
export function TrendView({ title, lines, format }: TrendProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const known = lines[0].points.flatMap(({ value }) => value ?? []);
  if (known.length < 2) {
    return (
      <div>
        <div className={classes.title}>{title}</div>
        <p>{t('adoption.tooFew')}</p>
      </div>
    );
  }
  return (
    <div>
      <div className={classes.head}>
        <span className={classes.title}>{title}</span>
        <Button
          size="small"
          variant="outlined"
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('adoption.asChart') : t('adoption.asTable')}
        </Button>
      </div>
      <div id={id}>
        {asTable ? (
          <TrendTable title={title} lines={lines} format={format} />
        ) : (
          <TrendChart
            // What the chart shows, for those who hear the page.
            label={t('adoption.chart', {
              what: title,
              least: format(Math.min(...known)),
              most: format(Math.max(...known)),
              last: format(known[known.length - 1]),
            })}
            lines={lines}
            format={format}
            unknown={t('adoption.unknown')}
          />
        )}
      </div>
    </div>
  );
}

function TrendTable({ title, lines, format }: TrendProps) {
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const { shown, pages } = usePages(momentsOf(lines), { selection: title });
  return (
    <>
      <DetailTable
        isWide
        label={title}
        columns={[t('adoption.period'), ...lines.map(({ label }) => label)]}
        rows={shown.map(at => ({
          key: String(at),
          cells: [
            formatMoment(new Date(at)),
            ...lines.map(({ points }) => {
              const value = points.find(point => point.at === at)?.value;
              return value === undefined
                ? t('adoption.unknown')
                : format(value);
            }),
          ],
        }))}
      />
      {pages}
    </>
  );
}
