import { mergeText } from './mergeText';
import { isMarkedAlike, isSame, isUnread } from './similarity';
import type { Conflict, Labels, TreeFile } from './types';

/** One file, as each side has it; undefined where it has none. */
export interface FileSides {
  base?: TreeFile;
  template?: TreeFile;
  repository?: TreeFile;
  /** Whether the repository calls it otherwise than the template did. */
  isRenamed?: boolean;
}

/** What becomes of it; no file: it is deleted. */
export interface MergedFile {
  file?: TreeFile;
  conflict?: Omit<Conflict, 'path'>;
}

const isUnchanged = (base: TreeFile, file: TreeFile) =>
  isSame(base, file) && isMarkedAlike(base, file);

/** Decides about one file. What somebody did stands, and what it stands against is said. */
export function mergeFile(sides: FileSides, labels: Labels): MergedFile {
  const { base, template, repository } = sides;
  if (template && repository) {
    return mergeBoth({ base, template, repository }, labels);
  }
  if (!base) {
    // Only one has it, and it is new there.
    return { file: template ?? repository };
  }
  if (repository) {
    return isUnchanged(base, repository) && !sides.isRenamed
      ? {}
      : { file: repository, conflict: droppedByTemplate(base, repository) };
  }
  return template && !isUnchanged(base, template)
    ? {
        conflict: {
          kind: 'deleted-by-repository',
          marks: 0,
          message:
            'It was deleted here, and stays so; the template changed it since',
        },
      }
    : {};
}

function droppedByTemplate(
  base: TreeFile,
  repository: TreeFile,
): MergedFile['conflict'] {
  const what = isSame(base, repository) ? 'renamed' : 'changed';
  return {
    kind: 'deleted-by-template',
    marks: 0,
    message: `The template has it no more; it was ${what} here, and stays`,
  };
}

interface BothSides extends FileSides {
  template: TreeFile;
  repository: TreeFile;
}

function mergeBoth(sides: BothSides, labels: Labels): MergedFile {
  const { base, template, repository } = sides;
  const mode = modeOf(sides);
  const withMode = ({ content }: TreeFile): TreeFile => ({ content, ...mode });
  if (isSame(template, repository) || (base && isSame(base, template))) {
    return { file: withMode(repository) };
  }
  if (base && isSame(base, repository)) {
    return { file: withMode(template) };
  }
  const texts = textsOf(sides);
  if (!texts) {
    return {
      file: withMode(repository),
      conflict: { kind: 'binary', marks: 0, message: whyUnmerged(repository) },
    };
  }
  const { text, marks } = mergeText(texts, labels);
  const file = { content: text, ...mode };
  return marks === 0 ? { file } : { file, conflict: marking(base, marks) };
}

/** Undefined if one of them is none. */
function textsOf({ base, template, repository }: BothSides) {
  const [was, now, theirs] = [
    base?.content ?? '',
    template.content,
    repository.content,
  ];
  return typeof was === 'string' &&
    typeof now === 'string' &&
    typeof theirs === 'string'
    ? { base: was, template: now, repository: theirs }
    : undefined;
}

function whyUnmerged({ content }: TreeFile): string {
  return isUnread(content) && content.isLink
    ? 'Here it is a link or a submodule, and stays so; the template has a file'
    : 'Both changed it, and it is no text: it stays as it was here';
}

function marking(
  base: TreeFile | undefined,
  marks: number,
): MergedFile['conflict'] {
  const places = marks === 1 ? 'one place' : `${marks} places`;
  return base
    ? {
        kind: 'content',
        marks,
        message: `Both changed the same lines, in ${places}`,
      }
    : {
        kind: 'both-added',
        marks,
        message: `Both have a new file of that name; they differ in ${places}`,
      };
}

/**
 * What the repository says, unless only the template changed it. What it makes is
 * known to be executable, or not known not to be.
 */
function modeOf({
  base,
  template,
  repository,
}: BothSides): Pick<TreeFile, 'executable'> {
  const isMarked = template.executable === true && base?.executable !== true;
  const isUnmarked =
    template.executable === false &&
    base?.executable !== undefined &&
    base.executable === repository.executable;
  const { executable } = isMarked || isUnmarked ? template : repository;
  return executable === undefined ? {} : { executable };
}
