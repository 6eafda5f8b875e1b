import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { DetailTable } from '../tables/DetailTable';
import { usePages } from '../tables/usePages';
import { formatMoment } from '../time/formatMoment';
import { fairwayReactTranslationRef } from '../translation';
import { momentsOf, type TrendLine } from './trend';
import { TrendChart } from './TrendChart';

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

/** @public */
export interface TrendViewProps {
  title: string;
  lines: TrendLine[];
  format: (value: number) => string;
  /** What the chart shows, for those who hear the page. */
  sentence: string;
  /** Said instead, where there is too little to draw a line. */
  tooFew?: string;
  /** Where a line has no value. */
  unknown: string;
  /** Heading of the moments in the table. */
  time: string;
}

/** How something went: a chart, or the table behind it. @public */
export function TrendView(props: TrendViewProps) {
  const { title, lines, format, sentence, tooFew, unknown } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  if (tooFew) {
    return (
      <div>
        <div className={classes.title}>{title}</div>
        <p>{tooFew}</p>
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
          {asTable ? t('trend.asChart') : t('trend.asTable')}
        </Button>
      </div>
      <div id={id}>
        {asTable ? (
          <TrendTable {...props} />
        ) : (
          <TrendChart
            label={sentence}
            lines={lines}
            format={format}
            unknown={unknown}
          />
        )}
      </div>
    </div>
  );
}

function TrendTable({ title, lines, format, unknown, time }: TrendViewProps) {
  const { shown, pages } = usePages(momentsOf(lines), { selection: title });
  return (
    <>
      <DetailTable
        isWide
        label={title}
        columns={[time, ...lines.map(({ label }) => label)]}
        rows={shown.map(at => ({
          key: String(at),
          cells: [
            formatMoment(new Date(at)),
            ...lines.map(({ points }) => {
              const value = points.find(point => point.at === at)?.value;
              return value === undefined ? unknown : format(value);
            }),
          ],
        }))}
      />
      {pages}
    </>
  );
}
