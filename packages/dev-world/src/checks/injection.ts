import {
  allCombinations,
  PACKAGINGS,
  TEMPLATES,
} from '../goldenPaths/combinations.ts';
import { AWKWARD, HOSTILE } from '../goldenPaths/hostile.ts';
import { Refused, Renderer, templatesFolder } from '../goldenPaths/Renderer.ts';
import { documentsOf, problemsOf } from '../goldenPaths/rules.ts';
import { startScaffolder } from '../goldenPaths/scaffolder.ts';
import type { Combination, Rendered } from '../goldenPaths/types.ts';
import { installPackages } from '../portal/prepare.ts';
import {
  fieldsOf,
  nameOf,
  withValue,
  type FieldPath,
} from './injection/fields.ts';
import { breaches, MARKER, type Markdown } from './injection/literal.ts';
import { namesTheField } from './injection/refusal.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'injection';
export const summary =
  'hostile texts through every field of every template: each is refused by the name of its field, or is carried as it is; minutes';

const TEXTS: [title: string, text: string][] = [
  ...Object.entries(HOSTILE),
  ...Object.entries(AWKWARD),
];

interface Tally {
  fields: number;
  refused: number;
  carried: number;
  failures: string[];
}

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  await installPackages(root);
  const { default: MarkdownIt } = await import('markdown-it');
  // As forges show it: with the HTML that stands in it.
  const markdown = new MarkdownIt({ html: true });
  const scaffolder = await startScaffolder();
  const tally: Tally = { fields: 0, refused: 0, carried: 0, failures: [] };
  try {
    const renderer = Renderer.create({
      folder: templatesFolder(root),
      scaffolder,
    });
    for (const template of TEMPLATES) {
      for (const packaging of PACKAGINGS) {
        await tryTemplate(renderer, { template, packaging, markdown, tally });
        log(
          `  ${template}, ${packaging}: ${tally.refused} refused and ${tally.carried} carried so far, ${tally.failures.length} failures`,
        );
      }
    }
  } finally {
    await scaffolder.stop();
  }
  tally.failures.forEach(one => log(`SHORT ${one}`));
  const { fields, refused, carried, failures } = tally;
  return {
    ok: failures.length === 0 && refused > 0 && carried > 0,
    line: [
      `${fields} fields × ${TEXTS.length} texts`,
      `${refused} refused by the name of the field`,
      `${carried} carried as they are`,
      `${failures.length} failures`,
    ].join('; '),
  };
}

interface Attempt {
  markdown: Markdown;
  tally: Tally;
}

async function tryTemplate(
  renderer: Renderer,
  {
    template,
    packaging,
    ...attempt
  }: Attempt & { template: string; packaging: string },
): Promise<void> {
  const combination = baseOf(template, packaging);
  const fields = fieldsOf(renderer.template(template).spec.parameters);
  attempt.tally.fields += fields.length;
  for (const field of fields) {
    await tryField(renderer, { ...attempt, combination, field });
  }
}

/** One that has a route, so that no field is left out. */
function baseOf(template: string, packaging: string): Combination {
  const found = allCombinations().find(
    ({ template: one, parameters: { route, ...parameters } }) =>
      one === template &&
      parameters.packaging === packaging &&
      parameters.language === 'go' &&
      route !== 'none',
  );
  if (!found) {
    throw new Error(`There is no combination of ${template} and ${packaging}`);
  }
  return found;
}

async function tryField(
  renderer: Renderer,
  {
    combination,
    field,
    tally,
    markdown,
  }: Attempt & { combination: Combination; field: FieldPath },
): Promise<void> {
  const set = (value: unknown): Combination => ({
    ...combination,
    title: `${combination.title}, ${nameOf(field)}`,
    parameters: withValue(combination.parameters, field, value),
  });
  const render = (text: string) => orRefusal(renderer.render(set(text)));
  let tame: Rendered | undefined;
  for (const [title, text] of TEXTS) {
    const what = `${set(text).title}: ${title}`;
    const wild = await render(text);
    if (wild instanceof Refused) {
      const isClear = namesTheField(wild.body, field);
      tally.refused += Number(isClear);
      tally.failures.push(
        ...(isClear
          ? []
          : [
              `${what}: the refusal names no field: ${JSON.stringify(
                wild.body,
              ).slice(0, 300)}`,
            ]),
      );
      continue;
    }
    const problems = isAWord(text)
      ? plainProblems(wild, field, text)
      : await hostileProblems(wild);
    tally.carried += Number(problems.length === 0);
    tally.failures.push(...problems.map(one => `${what}: ${one}`));
  }

  async function hostileProblems(wild: Rendered) {
    const text = valueAt(wild.parameters, field) as string;
    const marked = (tame ??= await tameOne());
    return [
      ...recordProblems(wild, field, text),
      ...(marked
        ? breaches({ tame: marked.tree, wild: wild.tree }, text, markdown)
        : ['a plain word is refused where this is taken']),
    ];
  }

  async function tameOne(): Promise<Rendered | undefined> {
    const rendered = await render(MARKER);
    return rendered instanceof Refused ? undefined : rendered;
  }
}

async function orRefusal(rendering: Promise<Rendered>) {
  try {
    return await rendering;
  } catch (error) {
    if (error instanceof Refused) {
      return error;
    }
    throw error;
  }
}

/** What any name may be: then other things than the field may depend on it. */
function isAWord(text: string): boolean {
  return /^[-\w./]*$/.test(text);
}

/** A word breaks nothing, but may be taken for a number, say. */
function plainProblems(
  rendered: Rendered,
  field: FieldPath,
  text: string,
): string[] {
  return [
    ...problemsOf(rendered.tree),
    ...recordProblems(rendered, field, text),
  ];
}

/** The record holds what was typed in, and nothing else has changed. */
function recordProblems(
  { tree, parameters }: Rendered,
  field: FieldPath,
  text: string,
): string[] {
  const [record] = documentsOf(tree).get('.fairway/golden-path.yaml') as [
    { parameters: object },
  ];
  const isLiteral = valueAt(record.parameters, field) === text;
  const others =
    JSON.stringify(withValue(record.parameters, field, '')) ===
    JSON.stringify(withValue(parameters, field, ''));
  return [
    ...(isLiteral ? [] : ['the record holds another text']),
    ...(others ? [] : ['the record holds other parameters']),
  ];
}

function valueAt(parameters: object, field: FieldPath): unknown {
  return field.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown>)?.[part],
    parameters,
  );
}
