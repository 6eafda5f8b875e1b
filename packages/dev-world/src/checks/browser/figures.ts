import { existsSync, readFileSync } from 'node:fs';

/** Milliseconds by what they measure, as the tests noted them. */
function readFigures(file: string): Record<string, number> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Goals that were missed, or not measured at all. */
export function slowOnes(
  file: string,
  goals: Record<string, number>,
): string[] {
  const figures = readFigures(file);
  return Object.entries(goals).flatMap(([what, goal]) => {
    const took = figures[what];
    return took !== undefined && took <= goal
      ? []
      : [`${what} took ${took ?? 'no'} ms (goal: ${goal} ms)`];
  });
}

/** Each figure, for people. */
export function inSeconds(file: string): string[] {
  return Object.entries(readFigures(file)).map(
    ([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`,
  );
}
