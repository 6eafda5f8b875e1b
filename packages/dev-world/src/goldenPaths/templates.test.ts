// First, as it registers its hooks when it is loaded.
import '@backstage/backend-test-utils';
import { findRoot } from '../world/paths.ts';
import {
  allCombinations,
  DELIVERIES,
  LANGUAGES,
  PACKAGINGS,
  TEMPLATES,
} from './combinations.ts';
import { HOSTILE } from './hostile.ts';
import { Refused, Renderer, templatesFolder } from './Renderer.ts';
import { documentsOf, problemsOf } from './rules.ts';
import { startScaffolder, type RunningScaffolder } from './scaffolder.ts';
import type { Combination } from './types.ts';

jest.setTimeout(300_000);

let scaffolder: RunningScaffolder;
let renderer: Renderer;

beforeAll(async () => {
  scaffolder = await startScaffolder();
  renderer = Renderer.create({
    folder: templatesFolder(findRoot()),
    scaffolder,
  });
});
afterAll(() => scaffolder?.stop());

/** Each template in each language and packaging, with a delivery in turn. */
const some = allCombinations().filter(
  ({ parameters: { language, packaging, delivery } }) =>
    DELIVERIES.indexOf(delivery) ===
    (LANGUAGES.indexOf(language) + PACKAGINGS.indexOf(packaging)) % 3,
);

const first = (template: string, packaging: string): Combination => {
  const found = some.find(
    one =>
      one.template === template &&
      one.parameters.packaging === packaging &&
      one.parameters.route !== 'none',
  );
  if (!found) {
    throw new Error(`no combination of ${template} and ${packaging}`);
  }
  return found;
};

const withParameters = (
  { template, title, parameters }: Combination,
  changes: object,
): Combination => ({
  template,
  title,
  parameters: { ...parameters, ...changes },
});

/** Hostile texts that fit into a line, in lines that are short enough. */
const descriptions = Object.values(HOSTILE)
  .filter(text => !text.includes('\n'))
  .reduce<string[]>(
    (lines, text) =>
      lines.length > 0 && `${lines[0]} ${text}`.length <= 200
        ? [`${lines[0]} ${text}`, ...lines.slice(1)]
        : [text, ...lines],
    [],
  );

/** Parameters as the record keeps them. */
const recorded = (documents: Map<string, unknown[]>) =>
  (
    documents.get('.fairway/golden-path.yaml')?.[0] as {
      parameters: Record<string, unknown>;
    }
  ).parameters;

interface Schema {
  title?: string;
  properties?: Record<string, Schema>;
  then?: Schema;
  'ui:backstage'?: { review?: { name?: string; show?: boolean } };
}

/**
 * By which names the scaffolder shows the values of a form before they are sent:
 * of two that are called the same, it shows the last one only.
 */
function reviewed(schema: Schema): string[] {
  const parts = { ...schema.properties, ...schema.then?.properties };
  const { review } = schema['ui:backstage'] ?? {};
  if (review?.show === false) {
    return [];
  }
  return Object.keys(parts).length === 0
    ? [review?.name ?? schema.title ?? '']
    : Object.values(parts).flatMap(reviewed);
}

/** Where a hostile text means something that it should not. */
function brokenOut(file: string, text: string): string[] {
  const isCode = /^(scripts|\.github|\.gitea|\.gitlab|src|app)/.test(file);
  const pattern = isCode ? /touch \/tmp/ : /<script|\]\(javascript/;
  return (isCode || file.endsWith('.md')) && pattern.test(text)
    ? [`${file}: ${text}`]
    : [];
}

describe('templates', () => {
  it.each(some.map(one => [one.title, one] as const))(
    'render %s',
    async (_title, combination) => {
      const { tree } = await renderer.render(combination);
      expect(problemsOf(tree)).toEqual([]);
      expect(recorded(documentsOf(tree))).toEqual(combination.parameters);
    },
  );

  it('ask for the same thing in the same way', () => {
    const asked = new Map<string, unknown>();
    for (const template of TEMPLATES) {
      const { parameters } = renderer.template(template).spec;
      for (const page of parameters as { properties: object }[]) {
        for (const [name, schema] of Object.entries(page.properties)) {
          expect({ [name]: schema }).toEqual({
            [name]: asked.get(name) ?? schema,
          });
          asked.set(name, schema);
        }
      }
    }
    expect(asked.size).toBeGreaterThan(15);
  });

  it.each(TEMPLATES)('show each value once in the review: %s', template => {
    const names = (
      renderer.template(template).spec.parameters as Schema[]
    ).flatMap(reviewed);
    expect(names).not.toContain('');
    expect([...new Set(names)]).toEqual(names);
    expect(names.length).toBeGreaterThan(15);
  });

  it.each(
    TEMPLATES.flatMap(template =>
      PACKAGINGS.map(packaging => [template, packaging] as const),
    ),
  )(
    'keep hostile texts where they belong: %s, %s',
    async (template, packaging) => {
      const combination = first(template, packaging);
      const tame = documentsOf((await renderer.render(combination)).tree);
      for (const description of descriptions) {
        const hostile = withParameters(combination, {
          description,
          env: Object.values(HOSTILE).map((value, index) => ({
            name: `HOSTILE_${index}`,
            value,
          })),
        });
        const { tree } = await renderer.render(hostile);
        const wild = documentsOf(tree);
        expect(recorded(wild)).toEqual(hostile.parameters);
        // The same files, and in each as many documents.
        expect([...wild].map(([file, { length }]) => [file, length])).toEqual(
          [...tame].map(([file, { length }]) => [file, length]),
        );
        const [component] = wild.get('catalog-info.yaml') as [
          { metadata: { description: string } },
        ];
        expect(component.metadata.description).toBe(description);
        expect(
          [...tree].flatMap(([file, text]) => brokenOut(file, text)),
        ).toEqual([]);
      }
    },
  );

  it('refuse what a field cannot be, and say which', async () => {
    const combination = first('web-service', 'kustomize');
    const database = first('database-api', 'helm');
    const job = first('scheduled-job', 'kustomize');
    const cases: [Combination, string, unknown[]][] = [
      [combination, 'name', ['Upper', 'a_b', '-a', 'a'.repeat(41), '']],
      [combination, 'description', ['two\nlines', 'bell\u0007', '']],
      [combination, 'image', ['UPPER/x', 'x y', 'x:tag:tag', 'x@sha256:1']],
      [combination, 'port', [80, 9090, 70_000, '8080']],
      [combination, 'host', ['a b', '*.example.com', 'a..b']],
      [combination, 'language', ['rust']],
      [
        combination,
        'env',
        [[{ name: 'A-B' }], [{ name: 'A', value: '\u0000' }]],
      ],
      [job, 'schedule', ['* * * *', '@daily; x', '0 0 * * *\nx']],
      [
        database,
        'databaseSecret',
        [{ name: 'Upper', key: 'url' }, { name: 'x' }],
      ],
    ];
    for (const [one, field, values] of cases) {
      for (const value of [...values, ...Object.values(HOSTILE)]) {
        // A description may say anything in a line.
        if (field === 'description' && !values.includes(value)) {
          continue;
        }
        const refusal = await renderer
          .render(withParameters(one, { [field]: value }))
          .catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(Refused);
        expect(JSON.stringify((refusal as Refused).body)).toContain(field);
      }
    }
  });
});
