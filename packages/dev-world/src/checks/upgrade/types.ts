/** All files of a repository, text alone. */
export type Files = Record<string, string>;

/** Something that somebody did to a repository, and how it is known again. */
export interface Edit {
  what: string;
  /** Whether the template changes the very same, so that somebody has to decide. */
  clashes: boolean;
  /** Undefined where there is nothing to do it to. */
  apply(files: Files): Files | undefined;
  isKept(files: Files): boolean;
}
