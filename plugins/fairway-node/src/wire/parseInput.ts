import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import type {
  ParsedInput,
  Route,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { ZodIssue } from 'zod/v3';

/**
 * The input of a route: query string of a GET, JSON body of a POST.
 *
 * @internal
 * @throws InputError naming each field, its value and what is wrong with it
 */
export function parseInput<R extends Route>(
  route: R,
  req: Request,
): ParsedInput<R> {
  const raw: unknown = route.method === 'GET' ? req.query : req.body ?? {};
  const parsed = route.input.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => describe(issue, raw));
    throw new InputError(`Invalid input: ${problems.join('; ')}`);
  }
  return parsed.data as ParsedInput<R>;
}

const MAX_VALUE = 80;

function describe(issue: ZodIssue, raw: unknown): string {
  const field = issue.path.join('.') || 'the input';
  const value = valueAt(raw, issue.path);
  const shown =
    value === undefined
      ? 'is missing'
      : `is ${(JSON.stringify(value) ?? String(value)).slice(0, MAX_VALUE)}`;
  return `${field} ${shown}: ${issue.message}`;
}

function valueAt(raw: unknown, path: readonly (string | number)[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) {
      return undefined;
    }
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
