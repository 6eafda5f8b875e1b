import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** Beside the repository: schemas that nobody here wrote. */
export const SCHEMAS = join(__dirname, '../../../../../shared/schemas');

/** Why nothing can be judged by them, if nothing can. */
export const withoutSchemas = existsSync(SCHEMAS)
  ? undefined
  : 'skipped: ../shared/schemas is not there';

/** One schema, from its path in that folder. */
export function readSchema(file: string): Record<string, unknown> {
  const text = readFileSync(join(SCHEMAS, file), 'utf8');
  return file.endsWith('.json') ? JSON.parse(text) : parse(text);
}

/** The documents of a generated file. */
export function readDocuments(path: string, content: string): unknown[] {
  return path.endsWith('.json')
    ? [JSON.parse(content)]
    : parseAllDocuments(content).map(document => {
        if (document.errors.length > 0) {
          throw document.errors[0];
        }
        return document.toJS();
      });
}
