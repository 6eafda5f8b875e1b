import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { GOLDEN_PATH_RECORD_FILE } from '@fairway-idp/backstage-plugin-fairway-common';
import { parse } from 'yaml';
import { z } from 'zod/v3';

/** How a repository was made, by its own record. */
export interface GoldenPathRecord {
  /** Entity reference of the template. */
  template: string;
  version: string;
  /** Of the files as they were rendered; absent in a record of another's. */
  digest?: string;
  parameters: JsonObject;
}

const schema = z.object({
  kind: z.literal('GoldenPath'),
  template: z.object({
    ref: z.string().regex(/^template:[^/:\s]+\/[^/:\s]+$/),
    version: z.union([z.string().min(1), z.number()]).transform(String),
  }),
  base: z.object({ digest: z.string().optional() }).optional(),
  parameters: z.record(z.unknown()).default({}),
});

/** @throws InputError naming the field that is not understood */
export function readRecord(text: string): GoldenPathRecord {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new InputError(
      `${GOLDEN_PATH_RECORD_FILE} is no YAML: ${(error as Error).message}`,
    );
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `${GOLDEN_PATH_RECORD_FILE}: ${path.join('.') || 'it'}: ${message}`,
    );
  }
  const { template, base, parameters } = parsed.data;
  return {
    template: template.ref,
    version: template.version,
    ...(base?.digest !== undefined && { digest: base.digest }),
    parameters: parameters as JsonObject,
  };
}
