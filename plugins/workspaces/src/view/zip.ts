import { strToU8, zipSync } from 'fflate';

/** A file by its path in the repository. */
export interface TextFile {
  path: string;
  content: string;
}

/** Some text files as one, with their folders. */
export function zipOf(files: TextFile[], at: Date): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ path, content }) => [path, strToU8(content)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: at }));
}
