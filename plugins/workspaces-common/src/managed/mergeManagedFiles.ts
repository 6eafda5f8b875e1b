import type { ManagedFile } from './block';
import { mergeManaged, type ManagedMerge } from './mergeManaged';

/** What becomes of one file. @public */
export interface ManagedFileMerge extends ManagedMerge {
  path: string;
}

/**
 * Brings all files of a tool up to date, and keeps beside those that can hold no
 * marks what was generated, for the next time.
 *
 * @param existing - the files as they are, by path; what is not there is missing
 * @public
 */
export function mergeManagedFiles(
  generated: readonly ManagedFile[],
  existing: Readonly<Record<string, string>>,
): ManagedFileMerge[] {
  const textAt = (path: string) =>
    Object.hasOwn(existing, path) ? existing[path] : undefined;
  return generated.flatMap(file => {
    const { path, basePath, body } = file;
    const base = basePath === undefined ? undefined : textAt(basePath);
    const merge = mergeManaged({
      existing: textAt(path),
      generated: file,
      base,
    });
    return [
      { path, ...merge },
      ...(basePath === undefined ? [] : [baseOf(basePath, base, body)]),
    ];
  });
}

/** It is nobody's to edit, so it is simply what was generated. */
function baseOf(
  path: string,
  existing: string | undefined,
  content: string,
): ManagedFileMerge {
  const outcome = existing === undefined ? 'created' : 'updated';
  return {
    path,
    outcome: existing === content ? 'unchanged' : outcome,
    content,
    findings: [],
  };
}
