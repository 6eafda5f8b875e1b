import { scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';

/** How much there was of something at a moment. @public */
export interface TrendPoint {
  /** Milliseconds since 1970. */
  at: number;
  /** Absent = unknown; the line has a gap there. */
  value?: number;
}

/** A line of a chart. @public */
export interface TrendLine {
  key: string;
  label: string;
  /** In the order of time. */
  points: TrendPoint[];
}

/** A chart's room, in pixels. */
export interface ChartSize {
  width: number;
  height: number;
}

/** A mark at an axis. */
export interface Tick {
  value: number;
  /** Pixels from the left, or from the top. */
  at: number;
}

/** Where everything stands in a chart. */
export interface TrendLayout {
  /** The part in which the lines are. */
  plot: { left: number; right: number; top: number; bottom: number };
  times: Tick[];
  amounts: Tick[];
  paths: Array<{ key: string; d: string; end?: { x: number; y: number } }>;
  /** The moment at a distance from the left. */
  timeAt(x: number): number;
  /** Distance of a moment from the left. */
  xOf(at: number): number;
}

/** Room for the labels of the axes. */
const MARGIN = { left: 52, right: 16, top: 10, bottom: 26 };
const PIXELS_PER_TIME = 110;
const AMOUNTS = 4;

/**
 * Lays a chart out. It begins at 0, so that a line that is half as high means
 * half as much.
 *
 * @returns undefined if there is nothing to draw
 */
export function layOut(
  lines: TrendLine[],
  size: ChartSize,
): TrendLayout | undefined {
  const known = lines.flatMap(({ points }) =>
    points.filter(({ value }) => value !== undefined),
  );
  const moments = known.map(({ at }) => at);
  const from = Math.min(...moments);
  const to = Math.max(...moments);
  if (known.length === 0 || from === to) {
    return undefined;
  }
  const plot = {
    left: MARGIN.left,
    right: size.width - MARGIN.right,
    top: MARGIN.top,
    bottom: size.height - MARGIN.bottom,
  };
  const x = scaleTime([from, to], [plot.left, plot.right]);
  const most = Math.max(...known.map(({ value }) => value ?? 0));
  const y = scaleLinear([0, most || 1], [plot.bottom, plot.top]).nice(AMOUNTS);
  // There is no half of what is counted.
  const isCounted = known.every(({ value }) => Number.isInteger(value));
  const draw = line<TrendPoint>()
    .defined(({ value }) => value !== undefined)
    .x(({ at }) => round(x(at)))
    .y(({ value }) => round(y(value ?? 0)));
  const wanted = Math.max(2, Math.floor(size.width / PIXELS_PER_TIME));
  return {
    plot,
    times: x.ticks(wanted).map(date => ({
      value: date.getTime(),
      at: round(x(date)),
    })),
    amounts: y
      .ticks(AMOUNTS)
      .filter(value => !isCounted || Number.isInteger(value))
      .map(value => ({ value, at: round(y(value)) })),
    paths: lines.map(({ key, points }) => {
      const last = points.findLast(({ value }) => value !== undefined);
      return {
        key,
        d: draw(points) ?? '',
        end: last && { x: round(x(last.at)), y: round(y(last.value ?? 0)) },
      };
    }),
    timeAt: position => x.invert(position).getTime(),
    xOf: at => round(x(at)),
  };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** The moment among those of the lines that is nearest to one. */
export function nearestMoment(
  lines: TrendLine[],
  at: number,
): number | undefined {
  const moments = lines.flatMap(({ points }) => points.map(point => point.at));
  return moments.reduce<number | undefined>(
    (best, each) =>
      best === undefined || Math.abs(each - at) < Math.abs(best - at)
        ? each
        : best,
    undefined,
  );
}

/** What each line says of a moment. */
export function valuesAt(
  lines: TrendLine[],
  at: number,
): Array<{ key: string; value?: number }> {
  return lines.map(({ key, points }) => ({
    key,
    value: points.find(point => point.at === at)?.value,
  }));
}

/** All moments that any line knows of, the latest first. @public */
export function momentsOf(lines: TrendLine[]): number[] {
  const moments = new Set(
    lines.flatMap(({ points }) => points.map(({ at }) => at)),
  );
  return [...moments].sort((a, b) => b - a);
}
