import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { templatesFolder } from './Renderer.ts';

const GUIDE = path.join('docs', 'write-your-own-golden-path.md');

/** The template that the guide makes. */
export const GUIDED = 'static-site';

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

/** Does as the guide says, word by word. */
function follow(instruction: Instruction, cwd: string): void {
  if (instruction.do === 'run') {
    execFileSync('bash', ['-euc', instruction.text], { cwd });
  } else if (instruction.do === 'write') {
    const file = path.join(cwd, instruction.file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, instruction.text);
  } else {
    execFileSync('git', ['apply', '-'], { cwd, input: instruction.text });
  }
}

/**
 * Follows the guide in a copy of the templates, all that it changes. Whoever
 * kept what they made by it has that there already: it is made anew.
 * @returns a folder with `templates/` in it; the caller takes it away
 */
export function followGuide(root: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fairway-guide-'));
  try {
    const templates = templatesFolder(folder);
    cpSync(templatesFolder(root), templates, { recursive: true });
    for (const made of [GUIDED, `${GUIDED}.yaml`]) {
      rmSync(path.join(templates, made), { recursive: true, force: true });
    }
    for (const instruction of readGuide(
      readFileSync(path.join(root, GUIDE), 'utf8'),
    )) {
      follow(instruction, folder);
    }
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
