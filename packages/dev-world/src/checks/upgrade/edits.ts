import { EXECUTABLE, namesOf, type Edit, type Files } from './types.ts';

const linesOf = (text: string) => text.split('\n');
/** Once, and in the file that it was written to, whatever that is called by now. */
const has = (files: Files, mark: string, path: string) => {
  const names = namesOf(path);
  const its = Object.keys(files).filter(file => files[file].includes(mark));
  const [only = '', ...more] = its;
  return (
    more.length === 0 &&
    files[only]?.split(mark).length === 2 &&
    names.some(name => only === name || only === ourNameOf(name))
  );
};

/** What somebody calls a file of code that they rename. */
const ourNameOf = (path: string) => path.replace(/([^/]+)$/, 'our-$1');

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
  let at = '';
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
      at = path;
      const all = linesOf(files[path]);
      const row = all.findIndex(one => line.test(one));
      all[row] = write(all[row]);
      return { ...files, [path]: all.join('\n') };
    },
    isKept: files => has(files, mark, at),
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
    isKept: files =>
      gone === undefined || !namesOf(gone).some(name => name in files),
    removed: () => gone,
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
      to = ourNameOf(from);
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
      isKept: files => has(files, `ours-${n}/`, '.gitignore'),
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
    {
      what: 'a picture of their own in the place of one that the template changes',
      clashes: true,
      apply: files =>
        LOGO in files ? { ...files, [LOGO]: `ours-${n}\0` } : undefined,
      isKept: files => files[LOGO] === `ours-${n}\0`,
    },
    {
      what: 'all ends of lines in a file to which the template adds',
      clashes: false,
      apply: files =>
        INDEX in files
          ? { ...files, [INDEX]: files[INDEX].replace(/\r?\n/g, '\r\n') }
          : undefined,
      isKept: files => !/[^\r]\n/.test(files[INDEX]),
    },
    {
      what: 'a file that is executable by now, to which the template adds',
      clashes: false,
      apply: files =>
        'mkdocs.yml' in files
          ? { ...files, 'mkdocs.yml': `${EXECUTABLE}${files['mkdocs.yml']}` }
          : undefined,
      isKept: files => files['mkdocs.yml']?.startsWith(EXECUTABLE),
    },
    {
      what: 'a new file in a folder that the template moves',
      clashes: true,
      apply: files =>
        Object.keys(files).some(path => path.startsWith('scripts/'))
          ? { ...files, [`scripts/ours-${n}.sh`]: `mine-${n}-script\n` }
          : undefined,
      isKept: files => has(files, `mine-${n}-script\n`, `scripts/ours-${n}.sh`),
    },
    ...(n % 2 === 0 ? [moveFolder('deploy', 'k8s')] : []),
  ];
}

const LOGO = 'docs/logo.png';
const INDEX = 'docs/index.md';

/** All of a folder, to which the template adds. */
function moveFolder(from: string, to: string): Edit {
  let count = 0;
  const within = (files: Files, folder: string) =>
    Object.keys(files).filter(path => path.startsWith(`${folder}/`));
  return {
    what: `a folder that the template adds to: moved`,
    clashes: false,
    apply(files) {
      count = within(files, from).length;
      return Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path.startsWith(`${from}/`) ? to + path.slice(from.length) : path,
          text,
        ]),
      );
    },
    isKept: files =>
      within(files, from).length === 0 && within(files, to).length >= count,
  };
}

/** Which of them happen in a repository: about two of three, in turns. */
export const chosen = (n: number): Edit[] =>
  editsOf(n).filter((_, i) => (i + n) % 3 !== 0);
