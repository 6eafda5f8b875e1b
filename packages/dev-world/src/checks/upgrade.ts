import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run as runCommand } from '../build/run.ts';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { allCombinations } from '../goldenPaths/combinations.ts';
import { Renderer, templatesFolder } from '../goldenPaths/Renderer.ts';
import { startScaffolder } from '../goldenPaths/scaffolder.ts';
import { installPackages } from '../portal/prepare.ts';
import { leftovers } from './leftovers.ts';
import { Report } from './lifetime/report.ts';
import type { CheckContext, CheckResult } from './types.ts';
import { chosen } from './upgrade/edits.ts';
import { evolve, first } from './upgrade/evolve.ts';
import { upgradeInForge } from './upgrade/forge.ts';
import { GitRepository } from './upgrade/GitRepository.ts';
import { Tally } from './upgrade/Tally.ts';
import { namesOf, type Edit, type Files } from './upgrade/types.ts';

export const name = 'upgrade';
export const summary =
  '30 repositories of golden paths, edited by somebody, upgraded over three versions by a three-way merge; Git and a two-way overwrite do the same beside it; and in a real forge, by the portal';

const REPOSITORIES = 30;

interface Merged {
  files: Files;
  conflicts: Array<{ path: string; kind: string; marks: number }>;
}

/** One repository, and all that was done to it. */
interface Subject {
  title: string;
  versions: Files[];
  /** As it is with us, and as the two-way overwrite has it. */
  ours: Files;
  overwritten: Files;
  edits: Edit[];
  git: GitRepository;
}

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  await installPackages(root);
  const report = new Report(log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-upgrade-'));
  try {
    report.title('Rendered by the real scaffolder, then edited');
    const subjects = await setUp(root, folder);
    const edits = subjects.reduce((sum, one) => sum + one.edits.length, 0);
    report.expect(
      `${subjects.length} repositories, ${edits} edits`,
      subjects.length === REPOSITORIES && edits > 4 * REPOSITORIES,
    );
    const total = new Tally();
    for (const version of [1, 2]) {
      report.title(`Upgrade to version ${version + 1}`);
      await upgrade(root, subjects, { version, total, report });
    }
    judge(subjects, total, report);
    const inForge = await onPortal({ root, folder, report, log });
    return {
      ok: report.short.length === 0,
      line: [
        ...report.short,
        `${subjects.length} repositories, ${edits} edits, 2 upgrades each`,
        total.line,
        inForge,
        `${inWords((Date.now() - began) / 1000)} in all`,
      ].join('; '),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same by a portal, in a real forge. */
async function onPortal(options: {
  root: string;
  folder: string;
  report: Report;
  log: (line: string) => void;
}): Promise<string> {
  const { root, report, log } = options;
  report.title('In a real forge, by the portal');
  let ending = false;
  const running: Running = await bringUp({
    root,
    name,
    clusters: 1,
    services: ['forge'],
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => ending || log(`  ! ${part} is down: ${why}`),
  });
  try {
    await running.late;
    return await upgradeInForge(running, options);
  } finally {
    ending = true;
    await running.stop();
    const left = await leftovers(root, running.worlds[0].state);
    report.expect('nothing is left behind', left.length === 0, left);
  }
}

async function setUp(root: string, folder: string): Promise<Subject[]> {
  const scaffolder = await startScaffolder();
  try {
    const renderer = Renderer.create({
      folder: templatesFolder(root),
      scaffolder,
    });
    const all = allCombinations();
    const subjects: Subject[] = [];
    for (let n = 0; n < REPOSITORIES; n++) {
      const combination = all[Math.floor((n * all.length) / REPOSITORIES)];
      const { tree, title } = await renderer.render(combination);
      subjects.push(
        edited(n, { title, base: first(Object.fromEntries(tree)), folder }),
      );
    }
    return subjects;
  } finally {
    await scaffolder.stop();
  }
}

function edited(
  n: number,
  { title, base, folder }: { title: string; base: Files; folder: string },
): Subject {
  let files = base;
  const edits: Edit[] = [];
  for (const edit of chosen(n)) {
    const after = edit.apply(files);
    if (after) {
      files = after;
      edits.push(edit);
    }
  }
  const git = GitRepository.create(path.join(folder, String(n)), base);
  git.commit('main', files);
  const versions = evolve(base);
  return { title, versions, ours: files, overwritten: files, edits, git };
}

interface Upgrade {
  version: number;
  total: Tally;
  report: Report;
}

async function upgrade(
  root: string,
  subjects: Subject[],
  { version, total, report }: Upgrade,
): Promise<void> {
  const merged = await mergeAll(
    root,
    subjects.map(({ versions, ours }) => ({
      base: versions[version - 1],
      template: versions[version],
      repository: ours,
    })),
  );
  subjects.forEach((subject, i) => {
    const { title, edits, versions, git } = subject;
    const { files, conflicts } = merged[i];
    const lost = edits.filter(edit => !edit.isKept(files));
    const template = versions[version];
    git.commit('template', template);
    const byGit = git.tryMerge();
    count(subject, { files, conflicts, byGit, total });
    report.expect(
      `${title}: ${edits.length} edits, ${conflicts.length} to decide (Git: ${byGit.conflicts.length})`,
      lost.length === 0,
      lost.map(({ what }) => what),
    );
    subject.ours = resolve(files);
    git.commitMerge(subject.ours);
    // All that the template has, whatever is there.
    subject.overwritten = { ...subject.overwritten, ...template };
  });
}

/** Files whose conflict is one: both sides changed the very same. */
const GENUINE = /^(README\.md|\.gitignore)$/;

function count(
  { ours }: Subject,
  found: Merged & {
    byGit: { conflicts: string[]; files: Files };
    total: Tally;
  },
): void {
  const { files, conflicts, byGit, total } = found;
  const marked = conflicts.filter(({ kind }) => kind === 'content');
  total.conflicts += conflicts.length;
  total.falseConflicts += marked.filter(one => !GENUINE.test(one.path)).length;
  total.gitConflicts += byGit.conflicts.length;
  total.gitFalseConflicts += byGit.conflicts.filter(
    // A deletion against a change has to be decided, too.
    one => !GENUINE.test(one) && one in ours && one in files,
  ).length;
  for (const [file, text] of Object.entries(byGit.files)) {
    const isClear =
      !byGit.conflicts.includes(file) &&
      !conflicts.some(one => one.path === file);
    if (isClear && files[file] === text) {
      total.same++;
    } else if (isClear) {
      total.other.push(file);
    }
  }
}

function judge(subjects: Subject[], total: Tally, report: Report): void {
  report.title('After all of it');
  for (const { edits, ours, overwritten, versions, title } of subjects) {
    total.lost += edits.filter(edit => !edit.isKept(ours)).length;
    total.lostByOverwrite += edits.filter(
      edit => !edit.isKept(overwritten),
    ).length;
    const last = versions.at(-1)!;
    const removed = edits.flatMap(edit => edit.removed?.() ?? []);
    const missed = Object.keys(last).filter(
      file =>
        versions[0][file] !== last[file] &&
        !namesOf(file).some(name => name in ours || removed.includes(name)),
    );
    total.stale += missed.length;
    report.expect(`${title}: nothing is missing`, missed.length === 0, missed);
  }
  report.expect('edits lost: 0', total.lost === 0, total.lost);
  report.expect(
    `control: the two-way overwrite loses edits (${total.lostByOverwrite})`,
    total.lostByOverwrite > 0,
  );
  report.expect(
    `no more conflicts than Git has: ${total.conflicts} of ${total.gitConflicts}`,
    total.conflicts <= total.gitConflicts,
  );
  report.expect(
    `no more false ones than Git has: ${total.falseConflicts} of ${total.gitFalseConflicts}`,
    total.falseConflicts <= total.gitFalseConflicts,
  );
  report.expect(
    'what Git merges without a conflict is merged alike',
    total.other.length === 0,
    total.other.slice(0, 5),
  );
}

/** Of each marked place what the repository had: somebody decides so. */
function resolve(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      text.replace(
        /^<<<<<<< repository\n([^]*?)^=======\n[^]*?^>>>>>>> template\n/gm,
        '$1',
      ),
    ]),
  );
}

async function mergeAll(
  root: string,
  requests: Array<{ base: Files; template: Files; repository: Files }>,
): Promise<Merged[]> {
  const plugin = path.join(root, 'plugins', 'golden-paths-backend');
  const output = await runCommand(
    [
      process.execPath,
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(plugin, 'src/__testUtils__/mergeMain.ts'),
    ],
    { cwd: plugin, input: JSON.stringify(requests) },
  );
  return JSON.parse(output) as Merged[];
}
