import { readFileSync } from 'node:fs';
import { isRunning } from './processes.ts';
import { readState } from './state.ts';
import type { PartState, WorldState } from './types.ts';

const EVERY_MS = 500;

/**
 * Looks after the parts of a world and says once of each that it ended. Works
 * as well for a world that another process started. Returns its stop.
 */
export function watchParts(
  root: string,
  state: WorldState,
  onPartDown?: (part: string, why: string) => void,
): () => void {
  if (!onPartDown) {
    return () => undefined;
  }
  const reported = new Set<string>();
  const timer = setInterval(() => {
    const current = readState(root, state.name);
    if (current?.createdAt !== state.createdAt) {
      // Taken down, or another world by now: that is not a part's failure.
      clearInterval(timer);
      return;
    }
    current.parts
      .filter(part => !reported.has(part.name) && !isRunning(part))
      .forEach(part => {
        reported.add(part.name);
        onPartDown(part.name, whyDead(part));
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** In words why a part is dead: how it ended, if that was seen, and where to read on. */
export function whyDead(part: PartState): string {
  const last = lastLine(part.log);
  const how = describeExit(part.exit) ?? 'is not running';
  return `${how}; log: ${part.log}${last ? `; last line: ${last}` : ''}`;
}

/** How a process ended, in words. */
export function describeExit(exit: PartState['exit']): string | undefined {
  if (!exit) {
    return undefined;
  }
  return exit.signal
    ? `was ended by ${exit.signal}`
    : `ended with code ${exit.code}`;
}

function lastLine(file: string): string {
  try {
    return (readFileSync(file, 'utf8').trimEnd().split('\n').pop() ?? '').slice(
      0,
      200,
    );
  } catch {
    return '';
  }
}
