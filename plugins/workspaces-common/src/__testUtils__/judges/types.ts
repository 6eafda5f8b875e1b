/** A file of a tool, and for whom it is. */
export interface Judged {
  path: string;
  content: string;
  /** The developer's. */
  namespace: string;
}

/** Says what is wrong with a file; nothing if nothing is. */
export type Judge = (file: Judged) => string[];
