/** One evidence command: asserts for real, prints its figures. */
export interface Check {
  name: string;
  /** A line for the list. */
  summary: string;
  run(context: CheckContext): Promise<CheckResult>;
}

export interface CheckContext {
  root: string;
  log(line: string): void;
}

export interface CheckResult {
  /** Whether everything held and every goal was met. */
  ok: boolean;
  /** The figures, in a line. */
  line: string;
}
