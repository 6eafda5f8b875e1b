import { makeStyles } from '@material-ui/core/styles';
import { type PointerEvent, useState } from 'react';
import useMeasure from 'react-use/lib/useMeasure';
import { formatMoment } from '../time/formatMoment';
import {
  layOut,
  nearestMoment,
  type TrendLayout,
  type TrendLine,
  valuesAt,
} from './trend';

const HEIGHT = 200;
/** Where the browser does not say how wide it may be. */
const USUAL_WIDTH = 640;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Lines differ in their dashes, not only in their colours. */
const LOOKS = ['first', 'second', 'third'] as const;
const DASHES = { first: undefined, second: '6 3', third: '2 3' } as const;

const useStyles = makeStyles(theme => {
  const shade = theme.palette.type === 'dark' ? 'light' : 'dark';
  return {
    chart: { display: 'block', overflow: 'visible' },
    grid: { stroke: theme.palette.divider },
    tick: { fontSize: 11, fill: theme.palette.text.primary },
    line: { fill: 'none', strokeWidth: 2, strokeLinejoin: 'round' },
    first: { stroke: theme.palette.info[shade] },
    second: { stroke: theme.palette.success[shade] },
    third: { stroke: theme.palette.text.primary },
    cursor: { stroke: theme.palette.text.secondary },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.caption.fontSize,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.primary,
    },
    entry: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
  };
});

/**
 * How amounts went over time. What it shows also stands in the table behind it;
 * here it is told in one sentence to those who hear the page.
 *
 * @public
 */
export function TrendChart(props: {
  /** The sentence. */
  label: string;
  lines: TrendLine[];
  format: (value: number) => string;
  /** Words for a value that is not known. */
  unknown: string;
}) {
  const { label, lines, format, unknown } = props;
  const classes = useStyles();
  const [ref, { width: measured }] = useMeasure<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const size = { width: measured || USUAL_WIDTH, height: HEIGHT };
  const layout = layOut(lines, size);
  const latest = Math.max(
    ...lines.flatMap(({ points }) => points.map(({ at }) => at)),
  );
  const at = pointed ?? latest;
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setPointed(
      layout && nearestMoment(lines, layout.timeAt(event.clientX - left)),
    );
  };
  return (
    <div ref={ref}>
      {layout && (
        <svg
          className={classes.chart}
          width={size.width}
          height={size.height}
          role="img"
          aria-label={label}
          onPointerMove={move}
          onPointerLeave={() => setPointed(undefined)}
        >
          <Axes layout={layout} format={format} />
          {layout.paths.map(({ key, d, end }, i) => (
            <g key={key} className={classes[LOOKS[i]]}>
              <path
                className={classes.line}
                d={d}
                strokeDasharray={DASHES[LOOKS[i]]}
              />
              {end && <circle cx={end.x} cy={end.y} r={2} fill="none" />}
            </g>
          ))}
          {pointed !== undefined && (
            <line
              className={classes.cursor}
              x1={layout.xOf(pointed)}
              x2={layout.xOf(pointed)}
              y1={layout.plot.top}
              y2={layout.plot.bottom}
            />
          )}
        </svg>
      )}
      <ul className={classes.legend}>
        <li>{formatMoment(new Date(at))}</li>
        {valuesAt(lines, at).map(({ key, value }, i) => (
          <li key={key} className={classes.entry}>
            <svg width={24} height={8} aria-hidden>
              <line
                className={`${classes.line} ${classes[LOOKS[i]]}`}
                x2={24}
                y1={4}
                y2={4}
                strokeDasharray={DASHES[LOOKS[i]]}
              />
            </svg>
            {lines[i].label}: {value === undefined ? unknown : format(value)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Axes(props: {
  layout: TrendLayout;
  format: (value: number) => string;
}) {
  const { layout, format } = props;
  const { plot, times, amounts } = layout;
  const classes = useStyles();
  const formatTime = timeFormatOf(layout);
  return (
    <g aria-hidden>
      {amounts.map(({ value, at }) => (
        <g key={value}>
          <line
            className={classes.grid}
            x1={plot.left}
            x2={plot.right}
            y1={at}
            y2={at}
          />
          <text
            className={classes.tick}
            x={plot.left - 6}
            y={at}
            textAnchor="end"
            dominantBaseline="middle"
          >
            {format(value)}
          </text>
        </g>
      ))}
      {times.map(({ value, at }) => (
        <text
          key={value}
          className={classes.tick}
          x={at}
          y={plot.bottom + 18}
          textAnchor="middle"
        >
          {formatTime(new Date(value))}
        </text>
      ))}
    </g>
  );
}

/** As fine as ticks that are so near to each other need it. */
function timeFormatOf({ plot, timeAt }: TrendLayout): (at: Date) => string {
  const span = timeAt(plot.right) - timeAt(plot.left);
  const { format } = new Intl.DateTimeFormat(
    undefined,
    span < 2 * DAY
      ? {
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          ...(span < 10 * MINUTE && { second: '2-digit' }),
        }
      : { month: 'short', day: 'numeric' },
  );
  return format;
}
