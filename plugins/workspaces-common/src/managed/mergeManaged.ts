import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../finding/finding';
import { blockText, findBlock, type ManagedFile } from './block';
import { mergeJson } from './mergeJson';

/**
 * What became of a file: `created`; `updated`; `appended` to a file that was
 * somebody's; `unchanged`, since all is as it should be; `kept`, since somebody
 * wrote what would have been overwritten.
 *
 * @public
 */
export interface ManagedMerge {
  outcome: 'created' | 'updated' | 'appended' | 'unchanged' | 'kept';
  /** What the file should be now. */
  content: string;
  findings: Finding[];
}

/** @see mergeManaged @public */
export interface MergeManagedOptions {
  /** The file as it is; undefined if there is none. */
  existing: string | undefined;
  generated: ManagedFile;
  /**
   * What was generated last, for a file without comments. Without it a key that is
   * not as generated now counts as somebody's.
   */
  base?: string;
}

/**
 * Brings a generated file up to date, and never overwrites what somebody wrote:
 * what is outside the block stays byte for byte, and a block that somebody changed
 * stays as it is, with a finding.
 *
 * @public
 */
export function mergeManaged(options: MergeManagedOptions): ManagedMerge {
  const { existing, generated, base } = options;
  if (existing === undefined || existing.trim() === '') {
    return { outcome: 'created', content: generated.content, findings: [] };
  }
  return generated.syntax === 'json'
    ? mergeKeys(existing, generated, base)
    : mergeBlock(existing, generated);
}

function mergeBlock(existing: string, generated: ManagedFile): ManagedMerge {
  const eol = existing.includes('\r\n') ? '\r\n' : '\n';
  const lines = existing.split(/\r?\n/);
  const block = findBlock(lines, generated.tool);
  if (block === undefined) {
    return foreign(existing, generated, eol);
  }
  if (block === 'damaged') {
    return kept(
      existing,
      'block-damaged',
      generated,
      'the marks of its block are damaged',
    );
  }
  // Of a body that is what it should be, whoever wrote it, only marks may differ.
  if (!block.isIntact && block.body.trimEnd() !== generated.body.trimEnd()) {
    return kept(
      existing,
      'block-edited',
      generated,
      'its block was changed by hand',
    );
  }
  // By offset, not by line: what is outside stays byte for byte.
  const [before, after] = around(existing, block.from, block.to);
  const content =
    before +
    blockText(generated).replace(/\n$/, '').replaceAll('\n', eol) +
    after;
  return {
    outcome: content === existing ? 'unchanged' : 'updated',
    content,
    findings: [],
  };
}

/** The text before the first line and after the last, without the last's end. */
function around(text: string, from: number, to: number): [string, string] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) {
    starts.push(index + 1);
  }
  const tail = text.slice(starts[to]);
  const end = /\r?\n/.exec(tail)?.index ?? tail.length;
  return [text.slice(0, starts[from]), tail.slice(end)];
}

function foreign(
  existing: string,
  generated: ManagedFile,
  eol: string,
): ManagedMerge {
  if (!generated.mayAppend) {
    return kept(
      existing,
      'file-foreign',
      generated,
      'it is somebody’s own, without a block of Fairway’s',
    );
  }
  const gap = /\n$/.test(existing) ? '' : eol;
  return {
    outcome: 'appended',
    content: existing + gap + blockText(generated).replaceAll('\n', eol),
    findings: [],
  };
}

function kept(
  existing: string,
  id: string,
  { path }: ManagedFile,
  why: string,
): ManagedMerge {
  return {
    outcome: 'kept',
    content: existing,
    findings: [
      finding(id, `${path} stays as it is: ${why}`, {
        severity: 'confirm',
        field: path,
      }),
    ],
  };
}

function mergeKeys(
  existing: string,
  generated: ManagedFile,
  base: string | undefined,
): ManagedMerge {
  const theirs = parseObject(existing);
  if (!theirs) {
    return kept(existing, 'file-unreadable', generated, 'it is no JSON object');
  }
  const { merged, kept: conflicts } = mergeJson({
    base: parseObject(base ?? '') ?? {},
    ours: JSON.parse(generated.body),
    theirs,
  });
  const findings = conflicts.map(at =>
    finding(
      'key-edited',
      `${generated.path}: ${at} stays as somebody wrote it`,
      {
        severity: 'confirm',
        field: at,
      },
    ),
  );
  const isSame = JSON.stringify(merged) === JSON.stringify(theirs);
  if (isSame) {
    return {
      outcome: findings.length > 0 ? 'kept' : 'unchanged',
      content: existing,
      findings,
    };
  }
  const indent = /\n([ \t]+)"/.exec(existing)?.[1] ?? '  ';
  return {
    outcome: 'updated',
    content: `${JSON.stringify(merged, undefined, indent)}\n`,
    findings,
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
