/**
 * The vocabulary of an upgrade. The *base* is what the template made then, with the
 * recorded parameters; the *template* is what it makes now, with the same; the
 * *repository* is what there is. Where both changed the same, that is a *conflict*.
 */

/**
 * What a file holds, where nobody has to know: it is none of the template's, or no
 * file at all but a link or a submodule.
 */
export interface Unread {
  /** Git's id of it. */
  id: string;
  isLink?: boolean;
}

/** One file. */
export interface TreeFile {
  /** Text, or bytes where it is none. */
  content: string | Uint8Array | Unread;
  /** Whether Git marks it so; undefined where that is not known. */
  executable?: boolean;
}

/** All files of a repository, by their path from its root. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** The three sides. */
export interface Sides {
  base: Tree;
  template: Tree;
  repository: Tree;
}

/** What conflict marks call the two that disagree. */
export interface Labels {
  /** e.g. `main` */
  repository: string;
  /** e.g. `web-service 1.1.0` */
  template: string;
}

/**
 * What could not be decided:
 *
 * - `content`: both changed the same lines, which are marked as in Git
 * - `both-added`: both have a new file of that name, and they differ
 * - `deleted-by-template`: the template drops what somebody changed; it stays
 * - `deleted-by-repository`: somebody deleted what the template changed; it stays so
 * - `binary`: both changed what is no text; the repository's stays
 * - `renamed-by-both`: each calls it otherwise; the repository's name stays
 * - `moved-folder`: one has something new in a folder that the other moved
 * - `in-the-way`: where the template has a file the repository has a folder, or the
 *   other way round; what the repository has stays
 */
export type ConflictKind =
  | 'content'
  | 'both-added'
  | 'deleted-by-template'
  | 'deleted-by-repository'
  | 'binary'
  | 'renamed-by-both'
  | 'moved-folder'
  | 'in-the-way';

/** One thing that somebody has to look at. */
export interface Conflict {
  kind: ConflictKind;
  path: string;
  /** Places in the file that are marked. */
  marks: number;
  /** In a sentence. */
  message: string;
}

/** One file that the upgrade changes. */
export interface Change {
  kind: 'added' | 'updated' | 'deleted' | 'renamed';
  path: string;
  /**
   * Of a file that is renamed: what it was called. Of one that is added to a folder
   * that was moved here: what the template calls it.
   */
  from?: string;
}

/** What comes of the three. */
export interface MergedTree {
  files: Map<string, TreeFile>;
  /** What differs from the repository, by path. */
  changes: Change[];
  /** By path. */
  conflicts: Conflict[];
}
