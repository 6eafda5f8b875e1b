const LONGEST = 2_000;

/**
 * Control characters, and those that turn the direction of text: nobody who
 * writes a branch name shall decide how a comment of ours reads.
 */
// eslint-disable-next-line no-control-regex
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

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
