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
    version: z.string().min(1),
  }),
  base: z.object({ digest: z.string().optional() }).optional(),
  parameters: z.record(z.unknown()).default({}),
});

/** @throws InputError naming the field that is not understood */
export function readRecord(text: string): GoldenPathRecord {
  let value: unknown;
  try {
    value = withVersionAsText(parse(text), text);
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

/** A version that looks like a number is as it is written: 1.10 is not 1.1. */
function withVersionAsText(value: unknown, text: string): unknown {
  const written = templateOf(parse(text, { schema: 'failsafe' }));
  const template = templateOf(value);
  return typeof template?.version === 'number'
    ? {
        ...(value as object),
        template: { ...template, version: written?.version },
      }
    : value;
}

function templateOf(value: unknown): { version?: unknown } | undefined {
  const { template } = (value ?? {}) as { template?: unknown };
  return typeof template === 'object' && template !== null
    ? template
    : undefined;
}
