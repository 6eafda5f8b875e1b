import type { Edit, Files } from './types.ts';

const linesOf = (text: string) => text.split('\n');
const has = (files: Files, mark: string) =>
  Object.values(files).some(text => text.includes(mark));

/** Changes the first line that fits, of the first file that has one. */
function changeLine(
  what: string,
  options: {
    file: RegExp;
    line: RegExp;
    write: (line: string) => string;
    clashes?: boolean;
    mark: string;
  },
): Edit {
  const { file, line, write, clashes = false, mark } = options;
  return {
    what,
    clashes,
    apply(files) {
      const path = Object.keys(files).find(
        one => file.test(one) && linesOf(files[one]).some(l => line.test(l)),
      );
      if (path === undefined) {
        return undefined;
      }
      const all = linesOf(files[path]);
      const at = all.findIndex(one => line.test(one));
      all[at] = write(all[at]);
      return { ...files, [path]: all.join('\n') };
    },
    isKept: files => has(files, mark),
  };
}

/** Adds a line before or after the first that fits. */
function addLine(
  what: string,
  options: {
    file: RegExp;
    line: RegExp;
    where: 'before' | 'after';
    mark: string;
    clashes?: boolean;
  },
): Edit {
  const { where, mark } = options;
  return changeLine(what, {
    ...options,
    write: line =>
      where === 'before' ? `${mark}\n${line}` : `${line}\n${mark}`,
  });
}

function remove(what: string, path: RegExp): Edit {
  let gone: string | undefined;
  return {
    what,
    clashes: false,
    apply(files) {
      gone = Object.keys(files).find(one => path.test(one));
      return gone === undefined
        ? undefined
        : Object.fromEntries(
            Object.entries(files).filter(([one]) => one !== gone),
          );
    },
    isKept: files => gone === undefined || !(gone in files),
  };
}

function rename(what: string, path: RegExp, mark: string): Edit {
  let to = '';
  return {
    what,
    clashes: false,
    apply(files) {
      const from = Object.keys(files).find(one => path.test(one));
      if (from === undefined) {
        return undefined;
      }
      to = from.replace(/([^/]+)$/, 'our-$1');
      const { [from]: text, ...rest } = files;
      return { ...rest, [to]: `${text.replace(/\n*$/, '\n')}${mark}\n` };
    },
    isKept: files => files[to]?.includes(mark) === true,
  };
}

const MANIFEST = /^deploy\/.*\.ya?ml$/;

/** All that somebody may do; `n` tells the repositories apart. */
export function editsOf(n: number): Edit[] {
  return [
    addLine('a line before one that the template changes', {
      file: MANIFEST,
      line: /^ *periodSeconds:/,
      where: 'before',
      mark: `              # ours-${n}-before`,
    }),
    addLine('a line after one that the template changes', {
      file: MANIFEST,
      line: /^ *memory:/,
      where: 'after',
      mark: `              # ours-${n}-after`,
    }),
    changeLine('the very line that the template changes', {
      file: /^README\.md$/,
      line: /^# /,
      write: line => `${line} by us-${n}`,
      mark: `by us-${n}`,
      clashes: true,
    }),
    addLine('a line in the Dockerfile, beside a line that the template adds', {
      file: /^Dockerfile$/,
      line: /^(FROM) /,
      where: 'before',
      mark: `# ours-${n}-docker`,
    }),
    addLine('a line in the code', {
      file: /\.(js|go|py)$/,
      line: /^(import|from|package|const) /,
      where: 'after',
      mark: `// ours-${n}-code`,
    }),
    {
      what: 'a new file',
      clashes: false,
      apply: files => ({ ...files, [`src/ours-${n}.txt`]: `mine ${n}\n` }),
      isKept: files => files[`src/ours-${n}.txt`] === `mine ${n}\n`,
    },
    {
      what: 'a line at the end of a list to which the template adds',
      clashes: true,
      apply: files =>
        '.gitignore' in files
          ? { ...files, '.gitignore': `${files['.gitignore']}ours-${n}/\n` }
          : undefined,
      isKept: files => has(files, `ours-${n}/`),
    },
    remove(
      'a file that the template changes: deleted',
      /^docs\/operations\.md$/,
    ),
    remove(
      'a file that the template leaves: deleted',
      /dashboard.*\.json$|^mkdocs\.yml$/,
    ),
    rename(
      'a file of code: renamed and changed',
      /^(src|internal|app).*\.(js|go|py)$/,
      `// ours-${n}-renamed`,
    ),
    addLine('a line in a file that the template renames', {
      file: /^docs\/operations\.md$/,
      line: /^#/,
      where: 'after',
      mark: `ours-${n}-operations`,
    }),
  ];
}

/** Which of them happen in a repository: about two of three, in turns. */
export const chosen = (n: number): Edit[] =>
  editsOf(n).filter((_, i) => (i + n) % 3 !== 0);
