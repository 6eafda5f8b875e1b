import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CapacityPool,
  CapacityResource,
  CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  DetailTable,
  formatAmount,
  formatMoment,
  momentsOf,
  TrendChart,
  type TrendLine,
  usePages,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { housekeepingTranslationRef } from '../../translation';
import { trendOf } from '../../view/capacity';

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

/** How one resource of a pool went: a chart, or the table behind it. */
export function PoolTrend(props: {
  pool: CapacityPool;
  view: CapacityView;
  resource: CapacityResource;
}) {
  const { pool, view, resource } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const lines = trendOf(pool, resource, kind => t(`capacity.${kind}`));
  const format = (value: number) =>
    formatAmount(resource, value, pool[resource].allocatable || value);
  const title = t('capacity.trend', {
    resource: t(`capacity.units.${resource}`),
    name: pool.name,
    range: t(`capacity.ranges.${view.range}`),
  });
  const sentence = useSentence(title, lines, format);
  if (momentsOf(lines).length < 2) {
    return (
      <div>
        <div className={classes.title}>{title}</div>
        <p>
          {t('capacity.tooFew', { seconds: String(view.resolutionSeconds) })}
        </p>
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
          {asTable ? t('capacity.chartAgain') : t('capacity.table')}
        </Button>
      </div>
      <div id={id}>
        {asTable ? (
          <TrendTable label={title} lines={lines} format={format} />
        ) : (
          <TrendChart
            label={sentence}
            lines={lines}
            format={format}
            unknown={t('capacity.unknown')}
          />
        )}
      </div>
    </div>
  );
}

/** What the chart shows, for those who hear the page. */
function useSentence(
  what: string,
  lines: TrendLine[],
  format: (value: number) => string,
): string {
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const values = (key: string) =>
    (lines.find(line => line.key === key)?.points ?? []).flatMap(
      ({ value }) => value ?? [],
    );
  const requested = values('requested');
  return t('capacity.chart', {
    what,
    first: format(requested[0] ?? 0),
    last: format(requested[requested.length - 1] ?? 0),
    most: format(Math.max(0, ...requested)),
    all: format(values('allocatable').at(-1) ?? 0),
  });
}

function TrendTable(props: {
  label: string;
  lines: TrendLine[];
  format: (value: number) => string;
}) {
  const { label, lines, format } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const { shown, pages } = usePages(momentsOf(lines), { selection: label });
  return (
    <>
      <DetailTable
        label={label}
        columns={[t('capacity.time'), ...lines.map(line => line.label)]}
        rows={shown.map(at => ({
          key: String(at),
          cells: [
            formatMoment(new Date(at)),
            ...lines.map(({ points }) => {
              const value = points.find(point => point.at === at)?.value;
              return value === undefined
                ? t('capacity.unknown')
                : format(value);
            }),
          ],
        }))}
      />
      {pages}
    </>
  );
}
