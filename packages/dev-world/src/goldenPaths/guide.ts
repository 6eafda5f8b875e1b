/** What a reader of a guide is to do. */
export type Instruction =
  | { do: 'run'; text: string }
  | { do: 'write'; file: string; text: string }
  | { do: 'apply'; text: string };

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The line before a block that says which file it is: `` `path/of/it`: `` */
const FILE = /^`([^`]+)`:\n\n$/m;

/**
 * Reads a guide in Markdown: blocks of `sh` are run, those of `diff` applied,
 * and a block below the name of a file is what it holds. Blocks of `console` are
 * for the reader alone.
 */
export function readGuide(markdown: string): Instruction[] {
  return [...markdown.matchAll(BLOCK)].flatMap(
    ({ 1: language, 2: text, index }): Instruction[] => {
      const before = markdown.slice(0, index).split('\n').slice(-3).join('\n');
      const [, file] = FILE.exec(before) ?? [];
      if (file) {
        return [{ do: 'write', file, text }];
      }
      if (language === 'sh') {
        return [{ do: 'run', text }];
      }
      return language === 'diff' ? [{ do: 'apply', text }] : [];
    },
  );
}
