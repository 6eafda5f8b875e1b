import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Combination, Rendered, Tree } from './types.ts';

interface File {
  path: string;
  base64Content: string;
}

interface Step {
  id: string;
  action: string;
  input?: object;
}

/** As much of what a template ends with as is looked at. */
interface Output {
  text?: { if?: unknown }[];
  links?: { if?: unknown; url?: string }[];
}

interface Template {
  metadata: { name: string };
  spec: { parameters: object[]; steps: Step[]; output: Output };
}

/** A scaffolder that answers requests. */
export interface Scaffolder {
  /** Posts to the scaffolder's API, as somebody who is signed in. */
  post(path: string, body: object): Promise<{ status: number; body: unknown }>;
}

/** The templates' folder of this repository. */
export const templatesFolder = (root: string) => path.join(root, 'templates');

/** What it reads of the template. */
const entityFile = (name: string) => `${name}.yaml`;

/** The scaffolder refused the parameters, or a step failed. */
export class Refused extends Error {
  readonly body: unknown;

  constructor({ title }: Combination, body: unknown) {
    super(`${title}: ${JSON.stringify(body).slice(0, 2000)}`);
    this.name = 'Refused';
    this.body = body;
  }
}

/**
 * Renders templates by the dry run of Backstage's own scaffolder: it checks the
 * parameters against the form and runs the steps that write files.
 */
export class Renderer {
  readonly #folder: string;
  readonly #scaffolder: Scaffolder;
  readonly #files: File[];
  readonly #templates = new Map<string, Template>();

  private constructor(folder: string, scaffolder: Scaffolder) {
    this.#folder = folder;
    this.#scaffolder = scaffolder;
    this.#files = readFiles(folder);
  }

  static create(options: { folder: string; scaffolder: Scaffolder }): Renderer {
    return new Renderer(options.folder, options.scaffolder);
  }

  template(name: string): Template {
    const known = this.#templates.get(name);
    const template =
      known ??
      (parse(
        readFileSync(path.join(this.#folder, entityFile(name)), 'utf8'),
      ) as Template);
    this.#templates.set(name, template);
    return template;
  }

  async render(combination: Combination): Promise<Rendered> {
    const body = await this.#dryRun(combination, {
      isRun: ({ action }) => action.startsWith('fetch:'),
      // What the others have of their own is none of its business.
      files: this.#files.filter(({ path: file }) =>
        ['shared', combination.template].includes(file.split('/')[0]),
      ),
    });
    return { ...combination, tree: treeOf(body) };
  }

  /** Only checks the parameters against the form, which takes a moment. */
  async validate(combination: Combination): Promise<void> {
    await this.#dryRun(combination, { isRun: () => false, files: [] });
  }

  async #dryRun(
    combination: Combination,
    { isRun, files }: { isRun: (step: Step) => boolean; files: File[] },
  ): Promise<unknown> {
    const template = this.template(combination.template);
    const steps = template.spec.steps.filter(isRun);
    const { status, body } = await this.#scaffolder.post('v2/dry-run', {
      template: { ...template, spec: { ...template.spec, steps } },
      values: combination.parameters,
      directoryContents: files,
    });
    if (status !== 200) {
      throw new Refused(combination, body);
    }
    return body;
  }
}

function treeOf(body: unknown): Tree {
  const { directoryContents } = body as { directoryContents: File[] };
  return new Map(
    directoryContents
      .map(
        file =>
          [
            file.path,
            Buffer.from(file.base64Content, 'base64').toString('utf8'),
          ] as const,
      )
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

function readFiles(folder: string): File[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.relative(folder, file),
        base64Content: readFileSync(file).toString('base64'),
      };
    });
}
