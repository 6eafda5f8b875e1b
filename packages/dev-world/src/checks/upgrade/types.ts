/**
 * All files of a repository. One that Git marks as executable begins with
 * {@link EXECUTABLE}; one with a NUL is no text.
 */
export type Files = Record<string, string>;

/** Stands at the begin of a file that is marked as executable. */
export const EXECUTABLE = '\u0001';

/** Something that somebody did to a repository, and how it is known again. */
export interface Edit {
  what: string;
  /** Whether the template changes the very same, so that somebody has to decide. */
  clashes: boolean;
  /** Undefined where there is nothing to do it to. */
  apply(files: Files): Files | undefined;
  isKept(files: Files): boolean;
  /** A file that it takes away. */
  removed?(): string | undefined;
}

/** Folders and files that somebody, or the template, calls otherwise by now. */
const MOVED: ReadonlyArray<[RegExp, string]> = [
  [/^deploy\//, 'k8s/'],
  [/^scripts\//, 'tools/'],
  [/^docs\/operations\.md$/, 'docs/running.md'],
];

/** All that a file may be called by now. */
export function namesOf(path: string): string[] {
  const moved = MOVED.filter(([from]) => from.test(path));
  const back = path
    .replace(/^tools\//, 'scripts/')
    .replace(/^docs\/running\.md$/, 'docs/operations.md');
  return [path, back, ...moved.map(([from, to]) => path.replace(from, to))];
}
