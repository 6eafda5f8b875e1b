import { rmSync } from 'node:fs';
import {
  allCombinations,
  PACKAGINGS,
  templatesOf,
} from '../goldenPaths/combinations.ts';
import { followGuide } from '../goldenPaths/guide.ts';
import { AWKWARD, HOSTILE } from '../goldenPaths/hostile.ts';
import { Refused, Renderer, templatesFolder } from '../goldenPaths/Renderer.ts';
import { documentsOf, problemsOf } from '../goldenPaths/rules.ts';
import { startScaffolder } from '../goldenPaths/scaffolder.ts';
import type { Combination, Rendered } from '../goldenPaths/types.ts';
import { installPackages } from '../portal/prepare.ts';
import { basesOf, inTurn } from './injection/bases.ts';
import {
  fieldsOf,
  nameOf,
  valueAt,
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
  // Beside ours, the golden path that the guide makes.
  const guided = followGuide(root);
  const folder = templatesFolder(guided);
  const tally: Tally = { fields: 0, refused: 0, carried: 0, failures: [] };
  let said = 0;
  try {
    const renderer = Renderer.create({ folder, scaffolder });
    const all = allCombinations(folder);
    for (const template of templatesOf(all)) {
      for (const packaging of PACKAGINGS) {
        await tryTemplate(renderer, {
          combinations: all.filter(
            one =>
              one.template === template &&
              one.parameters.packaging === packaging,
          ),
          markdown,
          tally,
          tame: new Map(),
        });
        log(
          `  ${template}, ${packaging}: ${tally.refused} refused and ${tally.carried} carried so far, ${tally.failures.length} failures`,
        );
        tally.failures.slice(said).forEach(one => log(`SHORT ${one}`));
        said = tally.failures.length;
      }
    }
  } finally {
    rmSync(guided, { recursive: true, force: true });
    await scaffolder.stop();
  }
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
  /** With a plain word in fields, by combination and fields. */
  tame: Map<string, Rendered | Refused>;
}

async function tryTemplate(
  renderer: Renderer,
  {
    combinations: own,
    ...attempt
  }: Attempt & { combinations: readonly Combination[] },
): Promise<void> {
  const [{ template }] = own;
  const all = fieldsOf(renderer.template(template).spec.parameters);
  for (const { combinations, fields } of basesOf(own, all)) {
    attempt.tally.fields += fields.length;
    for (const [turn, [title, text]] of TEXTS.entries()) {
      const inEachLanguage = title in HOSTILE;
      for (const combination of inTurn(combinations, turn, {
        inEachLanguage,
      })) {
        await tryText(renderer, {
          ...attempt,
          combination,
          fields,
          title,
          text,
        });
      }
    }
  }
}

type Try = Attempt & {
  combination: Combination;
  fields: readonly FieldPath[];
  title: string;
  text: string;
};

/**
 * One text: first through each field alone, then rendered in all that take it. What
 * a field takes may hang on what else is filled in.
 */
async function tryText(renderer: Renderer, one: Try): Promise<void> {
  const { combination, fields, title, text, tally } = one;
  const taking: FieldPath[] = [];
  for (const field of fields) {
    const refused = await orRefusal(
      renderer.validate(withValues(combination, [field], text)),
    );
    if (!(refused instanceof Refused)) {
      taking.push(field);
    } else if (namesTheField(refused.body, field)) {
      tally.refused++;
    } else {
      tally.failures.push(
        `${combination.title}, ${nameOf(
          field,
        )}: ${title}: refused without the name of the field: ${JSON.stringify(
          refused.body,
        ).slice(0, 300)}`,
      );
    }
  }
  if (taking.length > 0) {
    const problems = await carry(renderer, { ...one, fields: taking });
    tally.carried += problems.length === 0 ? taking.length : 0;
    tally.failures.push(
      ...problems.map(
        problem =>
          `${combination.title}, ${taking
            .map(nameOf)
            .join(' and ')}: ${title}: ${problem}`,
      ),
    );
  }
}

/** What is wrong with the files, where these fields take the text. */
async function carry(renderer: Renderer, one: Try): Promise<string[]> {
  const { combination, fields, text, markdown } = one;
  const render = (value: string) =>
    orRefusal(renderer.render(withValues(combination, fields, value)));
  const wild = await render(text);
  if (wild instanceof Refused) {
    return [`refused by all together: ${wild.message.slice(0, 300)}`];
  }
  const record = fields.flatMap(field => recordProblems(wild, field, text));
  if (isAWord(text)) {
    return [...problemsOf(wild.tree), ...record];
  }
  const key = `${combination.title}: ${fields.map(nameOf)}`;
  const tame = one.tame.get(key) ?? (await render(MARKER));
  one.tame.set(key, tame);
  return tame instanceof Refused
    ? ['a plain word is refused where this is taken']
    : [
        ...record,
        ...breaches({ tame: tame.tree, wild: wild.tree }, text, markdown),
      ];
}

function withValues(
  combination: Combination,
  fields: readonly FieldPath[],
  value: string,
): Combination {
  return {
    ...combination,
    parameters: fields.reduce(
      (parameters, field) => withValue(parameters, field, value),
      combination.parameters,
    ),
  };
}

async function orRefusal<T>(rendering: Promise<T>): Promise<T | Refused> {
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

/** The record holds what was typed in, as it was. */
function recordProblems(
  { tree }: Rendered,
  field: FieldPath,
  text: string,
): string[] {
  const [record] = documentsOf(tree).get('.fairway/golden-path.yaml') as [
    { parameters: object },
  ];
  return valueAt(record.parameters, field) === text
    ? []
    : [`the record holds another text in ${nameOf(field)}`];
}
