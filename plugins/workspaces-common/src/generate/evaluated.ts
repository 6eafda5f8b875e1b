import { builtImage } from './garden';
import { mirrordFilter } from './mirrord';
import { PROJECT_SOURCE } from './devfile';
import type { InnerLoopTool } from './tools';

/**
 * What a tool does not take literally, and would fill in or even run: Skaffold's Go
 * templates, DevSpace's variables and commands, Garden's and mirrord's templates,
 * the variables of a devfile. Escapes differ and have gaps, so it is refused.
 */
const EVALUATED: Partial<Record<InnerLoopTool, RegExp>> = {
  skaffold: /\{\{/,
  devspace: /\$!?\{|\$+[#!]*\(/,
  garden: /\$\{/,
  mirrord: /\{[{%#]/,
  devfile: /\{\{|\$\{PROJECT/,
};

/** What the generators themselves write in these languages. */
function isOurs(text: string, name: string): boolean {
  return (
    text === mirrordFilter ||
    text === builtImage(name) ||
    text.startsWith(PROJECT_SOURCE)
  );
}

/** A string of a document that its tool would not take literally. */
export interface Evaluated {
  /** e.g. `dev.orders.command.2` */
  at: string;
  value: string;
}

/** The first string of a document that would be evaluated. */
export function findEvaluated(
  tool: InnerLoopTool,
  document: unknown,
  name: string,
): Evaluated | undefined {
  const pattern = EVALUATED[tool];
  return pattern && search(document, { pattern, name, at: [] });
}

interface Search {
  pattern: RegExp;
  name: string;
  at: readonly string[];
}

function search(value: unknown, where: Search): Evaluated | undefined {
  if (typeof value === 'string') {
    const isBad = where.pattern.test(value) && !isOurs(value, where.name);
    return isBad ? { at: where.at.join('.'), value } : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, one] of Object.entries(value)) {
    const found = search(one, { ...where, at: [...where.at, key] });
    if (found) {
      return found;
    }
  }
  return undefined;
}
