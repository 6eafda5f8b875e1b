import { DockerfileParser, type Copy, type Instruction } from 'dockerfile-ast';
import { isPrintable } from './values';

/** What an image that is built from a Dockerfile is like. @public */
export interface DockerfileFacts {
  /** Names of its stages. */
  stages: readonly string[];
  /** The stage that was looked at; absent: the last, if it has no name. */
  stage?: string;
  /** The image that it begins with, e.g. `node:24-alpine`; absent if a variable hides it. */
  base?: string;
  /** Images of the stage and of those it is copied from, for the language. */
  bases: readonly string[];
  /** Absolute. */
  workdir?: string;
  /** `root`, a name, or a number; absent: the base image's own. */
  user?: string;
  ports: readonly number[];
  copies: readonly CopyFacts[];
  /** Paths that a `RUN chown` names. */
  owned: readonly string[];
  /** Words of `RUN` instructions, for what they install. */
  ran: readonly string[];
}

/** One `COPY` from the build context. @public */
export interface CopyFacts {
  from: readonly string[];
  /** Absolute, without a slash at its end. */
  to: string;
  /** Value of `--chown`. */
  chown?: string;
}

interface Stage {
  name?: string;
  image: string;
  instructions: Instruction[];
}

/** What a Dockerfile says of a stage of it; the last, unless told. @public */
export function readDockerfile(
  text: string,
  target?: string,
): DockerfileFacts | undefined {
  const stages = stagesOf(text);
  const at = target
    ? stages.findIndex(({ name }) => name === target)
    : stages.length - 1;
  if (at < 0) {
    return undefined;
  }
  const line = lineage(stages, at);
  const base = line[0].image;
  return {
    stages: stages.flatMap(({ name }) => name ?? []),
    ...(stages[at].name && { stage: stages[at].name }),
    ...(isKnown(base) && { base }),
    bases: stages.map(({ image }) => image).filter(isKnown),
    ...fold(line.flatMap(({ instructions }) => instructions)),
  };
}

function isKnown(image: string): boolean {
  return image !== '' && !image.includes('$');
}

function stagesOf(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const one of DockerfileParser.parse(text).getInstructions()) {
    if (one.getKeyword() === 'FROM') {
      const words = argumentsOf(one);
      const name = words[1]?.toLowerCase() === 'as' ? words[2] : undefined;
      stages.push({ name, image: words[0] ?? '', instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(one);
    }
  }
  return stages;
}

/** A stage after all that it is built on, the outside image's first. */
function lineage(stages: readonly Stage[], at: number): Stage[] {
  const parent = stages.findLastIndex(
    ({ name }, i) => i < at && name === stages[at].image,
  );
  return parent === -1
    ? [stages[at]]
    : [...lineage(stages, parent), stages[at]];
}

type Folded = Pick<
  DockerfileFacts,
  'workdir' | 'user' | 'ports' | 'copies' | 'owned' | 'ran'
>;

function fold(instructions: readonly Instruction[]): Folded {
  let workdir: string | undefined;
  let user: string | undefined;
  const ports: number[] = [];
  const copies: CopyFacts[] = [];
  const owned: string[] = [];
  const ran: string[] = [];
  const readers: Record<string, (words: string[], one: Instruction) => void> = {
    WORKDIR: ([path]) => {
      workdir = join(workdir, path) ?? workdir;
    },
    USER: ([name]) => {
      user = name?.split(':')[0];
    },
    EXPOSE: words => {
      ports.push(...words.flatMap(portOf));
    },
    COPY: (words, one) => {
      copies.push(...copyOf(words, flagsOf(one as Copy), workdir));
    },
    RUN: words => {
      ran.push(...words);
      owned.push(...ownedBy(words, workdir));
    },
  };
  for (const one of instructions) {
    readers[one.getKeyword()]?.(argumentsOf(one), one);
  }
  return { workdir, user, ports, copies, owned, ran };
}

/** The words of an instruction, whether they are written as JSON or not. */
function argumentsOf(instruction: Instruction): string[] {
  const text = instruction.getArgumentsContent() ?? '';
  if (text.trimStart().startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) {
        return list.map(String);
      }
    } catch {
      // Docker, too, takes for words what is no JSON.
    }
  }
  return text.split(/\s+/).filter(Boolean);
}

function portOf(word: string): number[] {
  const [, port, protocol] = /^([0-9]+)(?:\/(\w+))?$/.exec(word) ?? [];
  return port && protocol !== 'udp' ? [Number(port)] : [];
}

/** Values of `--name=value`, by name. */
function flagsOf(instruction: Copy): Map<string, string> {
  return new Map(
    instruction
      .getFlags()
      .map(flag => [flag.getName(), flag.getValue() ?? ''] as const),
  );
}

function copyOf(
  words: string[],
  flags: ReadonlyMap<string, string>,
  workdir: string | undefined,
): CopyFacts[] {
  const to = join(workdir, words.at(-1));
  if (flags.has('from') || words.length < 2 || !to) {
    return [];
  }
  const chown = flags.get('chown');
  return [{ from: words.slice(0, -1), to, ...(chown && { chown }) }];
}

/** What `chown … PATH` in a `RUN` names. */
function ownedBy(words: string[], workdir: string | undefined): string[] {
  const at = words.findIndex(word => word === 'chown');
  if (at === -1) {
    return [];
  }
  const rest = words.slice(at + 1);
  const end = rest.findIndex(word => /^(&&|\|\||;|\|)$/.test(word));
  return (end === -1 ? rest : rest.slice(0, end))
    .filter(word => !word.startsWith('-'))
    .slice(1)
    .flatMap(path => join(workdir, path) ?? []);
}

/** An absolute path; undefined where a variable or a missing WORKDIR hides it. */
function join(
  folder: string | undefined,
  path: string | undefined,
): string | undefined {
  if (!path || /[$*?]/.test(path) || !isPrintable(path)) {
    return undefined;
  }
  if (path.startsWith('/')) {
    return normalized(path);
  }
  // Without WORKDIR it is the base image's, which is not written here.
  return folder === undefined ? undefined : normalized(`${folder}/${path}`);
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
