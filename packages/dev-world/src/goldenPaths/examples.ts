import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** How a template is filled in where it asks for more than all others. */
export interface Example {
  /** Name of the template, and of its folder. */
  template: string;
  /** Those it is offered in; default: every one. */
  languages?: string[];
  parameters: Record<string, unknown>;
}

const FILE = 'example.yaml';

/** Ours come first: with one more, each of them still has the turns that it had. */
const OURS = ['web-service', 'worker', 'scheduled-job', 'database-api'];

const place = (template: string) =>
  OURS.includes(template) ? OURS.indexOf(template) : OURS.length;

/**
 * The examples of all templates that bring one: `NAME/example.yaml` beside
 * `NAME.yaml`.
 * @param folder - where the templates are
 */
export function readExamples(folder: string): Example[] {
  return readdirSync(folder)
    .filter(name => existsSync(path.join(folder, name, FILE)))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map(template => {
      const file = path.join(folder, template, FILE);
      const example = parse(
        readFileSync(file, 'utf8'),
      ) as Partial<Example> | null;
      if (!example?.parameters) {
        throw new Error(`${file} has no parameters`);
      }
      const { languages, parameters } = example;
      return { template, languages, parameters };
    });
}
