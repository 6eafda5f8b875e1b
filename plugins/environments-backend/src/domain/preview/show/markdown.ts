const LONGEST = 2_000;

/**
 * Control characters, and those that are not seen or turn the direction of text:
 * nobody who writes a branch name shall decide how a comment of ours reads.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line of plain text of whatever somebody wrote. */
export function oneLine(text: string, longest = LONGEST): string {
  const line = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/**
 * As code: nothing in it is Markdown, HTML, a link or a mention. The fence is
 * longer than any run of backticks in it.
 */
export function code(text: string): string {
  const line = oneLine(text);
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(
    runs.reduce((longest, { length }) => Math.max(longest, length), 0) + 1,
  );
  const space = /^`|`$/.test(line) || line === '' ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
