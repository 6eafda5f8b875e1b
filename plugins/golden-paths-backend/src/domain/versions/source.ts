import { createHash } from 'node:crypto';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/** A file beside the template. */
export interface SourceFile {
  /** From the template's folder. */
  path: string;
  base64Content: string;
  /** Left out where it is none, or nobody knows. */
  executable?: true;
}

/** A template at a version, with all that it reads. */
export interface TemplateSource {
  /** Entity reference. */
  template: string;
  version: string;
  /** Of entity and files. */
  digest: string;
  entity: Pick<TemplateEntityV1beta3, 'apiVersion' | 'kind' | 'spec'> & {
    metadata: { name: string; namespace?: string; title?: string };
  };
  files: SourceFile[];
}

/** The same source has the same digest, wherever it was read. */
export function sourceDigest(
  spec: unknown,
  files: readonly SourceFile[],
): string {
  const hash = createHash('sha256').update(JSON.stringify(spec));
  for (const { path, base64Content, executable } of [...files].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  )) {
    hash.update(executable ? 'x' : '');
    hash.update(`${path.length}:${path}${base64Content.length}:`);
    hash.update(base64Content);
  }
  return `sha256:${hash.digest('hex')}`;
}
