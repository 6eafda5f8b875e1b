import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contentHash, nextEntry } from './entry';
import { verifyLedgerCommand } from './verifyCommand';

const first = nextEntry(undefined, {
  at: '2026-02-03T12:00:00.000Z',
  outcome: 'intended',
  cluster: 'dev',
  namespace: 'sb-0',
  uid: 'uid-0',
  actor: 'user:default/alice',
  rule: 'asked for',
  evidence: [],
  before: {},
  beforeHash: contentHash({}),
});
const second = nextEntry(first, { ...first.fact, outcome: 'deleted' });
const text = `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`;
const run = (...args: string[]) => verifyLedgerCommand(args, () => text);

describe('verifyLedgerCommand', () => {
  it('tells what it found, and the head', () => {
    expect(run('ledger')).toEqual({
      exitCode: 0,
      lines: [
        'ledger: 2 entries, 1 deletions, 0 without a known end',
        `head: ${second.hash}`,
        'ok',
      ],
    });
  });

  it('fails when something is wrong, and says what', () => {
    const forged = text.replace('sb-0', 'sb-1');
    const { exitCode, lines } = verifyLedgerCommand(['x'], () => forged);
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toContain('Entry 1 was changed');
    expect(run('x', '--head', 'abc').lines.join()).toContain('was noted');
    expect(run('x', '--head', second.hash).exitCode).toBe(0);
  });

  it('reads no line that is no entry', () => {
    for (const line of [
      '{}',
      '"x"',
      '[',
      '{"sequence":1,"hash":"","fact":1}',
    ]) {
      const { exitCode, lines } = verifyLedgerCommand(['x'], () => line);
      expect(exitCode).toBe(1);
      expect(lines).toContain('Line 1 is not an entry of a ledger');
    }
  });

  it('says how it is called', () => {
    expect(run('--help')).toMatchObject({ exitCode: 0 });
    for (const wrong of [
      [],
      ['a', 'b'],
      ['a', '--notice-hours', 'many'],
      ['a', '--notice-hours', ''],
      ['a', '--what'],
    ]) {
      const { exitCode, lines } = run(...wrong);
      expect(exitCode).toBe(2);
      expect(lines.join('\n')).toContain('fairway-verify-ledger FILE');
    }
  });

  it('is a program that runs from a checkout', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    try {
      const file = join(folder, 'ledger.ndjson');
      writeFileSync(file, text);
      const program = resolve(__dirname, '../../bin/verify-ledger.js');
      const output = execFileSync(process.execPath, [program, file], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      });
      expect(output.trim().split('\n').at(-1)).toBe('ok');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
