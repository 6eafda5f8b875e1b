import { parse } from 'yaml';

/** The part of a devfile that says how the component is run while it is written. */
interface Devfile {
  commands?: {
    id: string;
    exec?: { commandLine: string; workingDir: string };
  }[];
}

/**
 * The command that a devfile runs, as one line for a shell.
 *
 * @param folder where the project lies
 * @throws Error if it names none
 */
export function runCommand(devfile: string, folder: string): string {
  const { commands = [] } = parse(devfile) as Devfile;
  const exec = commands.find(({ id }) => id === 'run')?.exec;
  if (!exec) {
    throw new Error('The devfile has no command to run');
  }
  const at = exec.workingDir.replaceAll('${PROJECT_SOURCE}', folder);
  return `cd '${at.replaceAll("'", `'\\''`)}' && ${exec.commandLine}`;
}

/** The value below which are 95 of 100. */
export function p95(samples: number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)];
}
