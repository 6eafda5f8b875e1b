import { diff3Merge } from 'node-diff3';
import { settle, type Region } from './settle';
import type { Labels } from './types';

/** One text from three, and how many places of it are marked. */
export interface MergedText {
  text: string;
  marks: number;
}

interface Texts {
  base: string;
  template: string;
  repository: string;
}

/**
 * Merges line by line, as Git does, and one step further: where lines that were
 * changed by one touch lines that were changed by the other, but none was changed by
 * both, there is no conflict. Ends of lines are the repository's.
 */
export function mergeText(texts: Texts, labels: Labels): MergedText {
  const eol = endOf(texts.repository);
  const [repository, base, template] = [
    texts.repository,
    texts.base,
    texts.template,
  ].map(text => linesOf(text, eol));
  const regions = diff3Merge(repository, base, template, {
    excludeFalseConflicts: true,
  });
  let marks = 0;
  const out = regions.map(region => {
    if (region.ok) {
      return region.ok.join('');
    }
    const { a, o, b } = region.conflict!;
    const settled = settle({ repository: a, base: o, template: b });
    if (settled) {
      return settled.join('');
    }
    marks++;
    return marked({ repository: a, base: o, template: b }, labels, eol);
  });
  return { text: out.join(''), marks };
}

function marked(
  { repository, template }: Region,
  labels: Labels,
  eol: string,
): string {
  const ended = (lines: readonly string[]) =>
    lines.map(line => (line.endsWith('\n') ? line : line + eol)).join('');
  return [
    `<<<<<<< ${labels.repository}${eol}`,
    ended(repository),
    `=======${eol}`,
    ended(template),
    `>>>>>>> ${labels.template}${eol}`,
  ].join('');
}

/** Lines with their ends: a last line without one is another line. */
function linesOf(text: string, eol: string): string[] {
  const same = endOf(text) === eol ? text : text.replace(/\r?\n/g, eol);
  return same === '' ? [] : same.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** How most lines end. */
function endOf(text: string): '\n' | '\r\n' {
  const carriage = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return carriage * 2 > all ? '\r\n' : '\n';
}
