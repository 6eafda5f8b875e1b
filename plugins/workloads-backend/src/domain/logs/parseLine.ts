/** One line of a log with its time. */
export interface LogLine {
  /** RFC 3339 with nanoseconds, as the kubelet gives it; empty if it gave none. */
  time: string;
  text: string;
}

const STAMPED = /^(\d{4}-\d\d-\d\dT\S+) ?(.*)$/s;

/** Takes the time stamp off a line of a log. */
export function parseLine(line: string): LogLine {
  const match = STAMPED.exec(line);
  return match ? { time: match[1], text: match[2] } : { time: '', text: line };
}
