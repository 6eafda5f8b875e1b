import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PortalError } from '../../portal/api.ts';
import { FORGERIES, type Forgery } from './forgeries.ts';
import { format, parse, rehash, type Entry } from './ledgerFile.ts';
import type { Report } from './report.ts';
import type { Stage } from './stage.ts';

const PATH = 'environments/v1/ledger';
const VERIFIER = 'plugins/fairway-node/bin/verify-ledger.js';

/** Exports the ledger, before the portal is stopped. */
export async function exportLedger(stage: Stage): Promise<string> {
  const { report } = stage;
  report.title('The ledger');
  const refusal = await stage.alice
    .text('GET', PATH)
    .catch((error: unknown) => error);
  report.expect(
    `a developer may not read it: ${(refusal as Error).message}`,
    refusal instanceof PortalError && refusal.status === 403,
  );
  const text = await stage.platform.text('GET', PATH);
  tell(parse(text), report);
  return text;
}

/** How each fate is told; a name alone says nothing, as it comes again. */
const TOLD: Record<string, string[]> = {
  'crash-before': ['intended', 'intended', 'deleted'],
  'crash-after': ['intended', 'deleted'],
  unheard: ['intended', 'deleted'],
  raced: ['intended', 'refused', 'intended', 'deleted'],
  replaced: ['intended', 'refused', 'intended', 'deleted'],
  doomed: ['intended', 'deleted', 'intended', 'deleted'],
  renewed: ['intended', 'deleted'],
};

const titleOf = ({ fact }: Entry) =>
  fact.before.annotations['fairway.dev/title'] ?? '';

/** What stands in it, a line an entry. */
function tell(entries: Entry[], report: Report): void {
  entries.forEach(entry => {
    const { sequence, fact, hash } = entry;
    const title = titleOf(entry);
    report.note(
      `${String(sequence).padStart(3)} ${fact.at} ${fact.outcome.padEnd(
        8,
      )} ${title.padEnd(12)} ${fact.uid.slice(0, 8)} ${hash.slice(0, 12)}`,
    );
  });
  for (const [title, outcomes] of Object.entries(TOLD)) {
    const found = entries
      .filter(entry => titleOf(entry) === title)
      .map(({ fact }) => fact.outcome);
    report.expect(
      `of ${title} it tells: ${outcomes.join(', ')}`,
      found.join() === outcomes.join(),
      found,
    );
  }
}

/** Verifies the file with the program that auditors get; the portal need not run. */
export function verifyScene(
  stage: { root: string; folder: string; report: Report },
  text: string,
  options: { forgeries?: readonly Forgery[]; args?: readonly string[] } = {},
): string {
  const { root, folder, report } = stage;
  const { forgeries = FORGERIES, args: always = [] } = options;
  const entries = parse(text);
  const head = entries.at(-1)?.hash ?? '';
  const verify = (content: string, ...args: string[]) => {
    const file = path.join(folder, 'ledger.ndjson');
    writeFileSync(file, content);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, VERIFIER), file, ...always, ...args],
      { encoding: 'utf8' },
    );
    return { status, output: `${stdout}${stderr}`.trim() };
  };
  report.title('Verified offline, and forged');
  const honest = verify(text);
  honest.output.split('\n').forEach(line => report.note(line));
  report.expect('the ledger is sound', honest.status === 0, honest.output);
  report.expect(
    'its hashes are those that its description gives',
    format(rehash(entries)) === format(entries.map(inOrder)),
  );
  report.expect(
    'and holds the head',
    verify(text, '--head', head).status === 0,
  );
  let found = 0;
  for (const forgery of forgeries) {
    const forged = format(forgery.forge(structuredClone(entries)));
    const args = forgery.needsHead ? ['--head', head] : [];
    const { status, output } = verify(forged, ...args);
    const words = output.split('\n').find(line => forgery.found.test(line));
    found += words && status === 1 ? 1 : 0;
    report.expect(
      `found${forgery.needsHead ? ' by the head' : ''}: ${forgery.what}: ${
        words ?? output
      }`,
      status === 1 && words !== undefined,
    );
  }
  return `${entries.length} entries of the ledger sound, ${found} of ${forgeries.length} forgeries found`;
}

/** Keys in the order in which they are hashed anew. */
function inOrder({ sequence, previousHash, fact, hash }: Entry): Entry {
  return { sequence, previousHash, fact, hash };
}
