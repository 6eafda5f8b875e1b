import { mkdtempSync, rmSync } from 'node:fs';
import type { Rendered } from '../../goldenPaths/types.ts';
import type { Judge, Subject } from './types.ts';

/** What one judge said in all. */
export interface Verdict {
  judge: string;
  /** Combinations that had something for it. */
  combinations: number;
  /** Things that differ, each judged once. */
  distinct: number;
  failures: string[];
}

/** Lets a judge look at everything, and at each thing that is the same once. */
export async function hear(
  judge: Judge,
  subjects: readonly Subject[],
): Promise<Verdict> {
  const seen = new Map<string, string[]>();
  const failures: string[] = [];
  let combinations = 0;
  for (const subject of subjects) {
    const cases = judge.cases(subject);
    combinations += cases.length > 0 ? 1 : 0;
    for (const one of cases) {
      const known = seen.get(one.key);
      const problems = known ?? (await one.judge());
      seen.set(one.key, problems);
      if (!known) {
        failures.push(
          ...problems.map(
            problem =>
              `${judge.name}: ${subject.title}: ${one.what}: ${problem}`,
          ),
        );
      }
    }
  }
  return { judge: judge.name, combinations, distinct: seen.size, failures };
}

const twinFile = ({ twin }: Judge, { tree }: Subject): string | undefined =>
  [...tree.keys()].find(file => twin.file.test(file));

/**
 * Shows a judge a repository that is broken on purpose; returns what is wrong
 * with the judge.
 * @param rebuild - makes a repository of the changed files
 */
export async function examine(
  judge: Judge,
  subjects: readonly Subject[],
  rebuild: (broken: Rendered, folder: string) => Promise<Subject>,
): Promise<string[]> {
  const subject = subjects.find(
    one => judge.cases(one).length > 0 && twinFile(judge, one),
  );
  const file = subject && twinFile(judge, subject);
  if (!subject || !file) {
    return [`${judge.name}: there was nothing to judge`];
  }
  const text = subject.tree.get(file) ?? '';
  const broken = text.replace(judge.twin.from, judge.twin.to);
  if (broken === text) {
    return [`${judge.name}: its twin does not differ in ${file}`];
  }
  const folder = mkdtempSync(`${subject.folder}-broken-`);
  try {
    const twin = await rebuild(
      { ...subject, tree: new Map([...subject.tree, [file, broken]]) },
      folder,
    );
    for (const one of judge.cases(twin)) {
      if ((await one.judge()).length > 0) {
        return [];
      }
    }
    return [`${judge.name} has nothing against ${file} with ${judge.twin.to}`];
  } catch {
    // It is so broken that nothing can be built of it: that was noticed, too.
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
