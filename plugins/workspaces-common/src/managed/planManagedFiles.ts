import type { InnerLoopFileState } from '@fairway-idp/backstage-plugin-fairway-common';
import type { ManagedFile } from './block';
import { mergeManagedFiles, type ManagedFileMerge } from './mergeManagedFiles';

/** A file that Fairway would write, and what becomes of the one that is there. @public */
export interface PlannedFile {
  path: string;
  state: InnerLoopFileState;
  /** All of it; of one that is kept, what would be written if it were not. */
  content: string;
  /** In a sentence. */
  why: string;
}

const STATES: Record<ManagedFileMerge['outcome'], InnerLoopFileState> = {
  created: 'new',
  unchanged: 'current',
  updated: 'update',
  appended: 'update',
  kept: 'kept',
};

/** What findings say of a file that is kept says it all. */
const WHY: Record<ManagedFileMerge['outcome'] | 'unknown', string> = {
  created: 'There is no such file yet',
  unchanged: 'It is as it should be',
  updated: 'It is brought up to date; what somebody wrote in it stays',
  appended: 'A block is added at its end; all that is in it stays',
  kept: '',
  unknown:
    'What is there could not be read: it is written only where there is none',
};

/**
 * What becomes of each file: the one answer for whoever looks, downloads, and
 * writes into a workspace.
 *
 * @param existing - the files as they are, by path; undefined if nobody could read them
 * @public
 */
export function planManagedFiles(
  generated: readonly ManagedFile[],
  existing: Readonly<Record<string, string>> | undefined,
): PlannedFile[] {
  return mergeManagedFiles(generated, existing ?? {}).map(merge => {
    const { path, outcome, findings } = merge;
    const whole = generated.find(file => file.path === path)?.content;
    return {
      path,
      content: outcome === 'kept' && whole ? whole : merge.content,
      ...(existing
        ? {
            state: STATES[outcome],
            why: [WHY[outcome], ...findings.map(({ message }) => message)]
              .filter(Boolean)
              .join('. '),
          }
        : { state: 'unknown' as const, why: WHY.unknown }),
    };
  });
}
