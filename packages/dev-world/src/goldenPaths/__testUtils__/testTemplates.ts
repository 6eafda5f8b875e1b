/* eslint-disable jest/no-export -- the same tests for our templates and for that of the guide */
import { PACKAGINGS, templatesOf } from '../combinations.ts';
import { HOSTILE } from '../hostile.ts';
import type { Renderer } from '../Renderer.ts';
import { documentsOf, problemsOf } from '../rules.ts';
import type { Combination } from '../types.ts';
import { firstOf, someOf, withParameters } from './choose.ts';

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
  else?: Schema;
  'ui:backstage'?: { review?: { name?: string; show?: boolean } };
}

/**
 * By which names the scaffolder shows the values of a form before they are sent:
 * of two that are called the same, it shows the last one only.
 */
function reviewed(schema: Schema): string[] {
  const { review } = schema['ui:backstage'] ?? {};
  if (review?.show === false) {
    return [];
  }
  const parts = partsOf(schema);
  return parts.length === 0
    ? [review?.name ?? schema.title ?? '']
    : parts.flatMap(reviewed);
}

/** Of all branches: of some, a form has one at a time. */
function partsOf({ properties = {}, then, else: or }: Schema): Schema[] {
  return [
    ...Object.values(properties),
    ...[then, or].flatMap(branch => (branch ? partsOf(branch) : [])),
  ];
}

const devImage = (documents: Map<string, unknown[]>) =>
  (
    documents.get('catalog-info.yaml')?.[0] as {
      metadata: { annotations: Record<string, string> };
    }
  ).metadata.annotations['fairway.dev/dev-image'];

/** Where a hostile text means something that it should not. */
function brokenOut(file: string, text: string): string[] {
  const isCode = /^(scripts|\.github|\.gitea|\.gitlab|src|app)/.test(file);
  const pattern = isCode ? /touch \/tmp/ : /<script|\]\(javascript/;
  return (isCode || file.endsWith('.md')) && pattern.test(text)
    ? [`${file}: ${text}`]
    : [];
}

/** Whatever is called `limits`, however deep. */
function limitsIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        key === 'limits' ? [one] : limitsIn(one),
      )
    : [];
}

/**
 * A schema without what templates may differ in: what each is written in is its
 * own business.
 */
function commonOf(field: string, schema: object): object {
  return field === 'language'
    ? { ...schema, enum: [], enumNames: [], default: '' }
    : schema;
}

/** What is tested. */
export interface Tested {
  /** Of all templates that are offered side by side. */
  combinations: readonly Combination[];
  /** Those of them that are judged. */
  templates: readonly string[];
  /** Asked for when a test runs. */
  renderer(): Renderer;
}

/** Tests the rules for templates, whoever wrote them; is called in a `describe`. */
export function testTemplates({
  combinations,
  templates,
  renderer,
}: Tested): void {
  const mine = someOf(combinations).filter(({ template }) =>
    templates.includes(template),
  );
  const first = (template: string, packaging: string) =>
    firstOf(combinations, template, packaging);

  it.each(mine.map(one => [one.title, one] as const))(
    'render %s',
    async (_title, combination) => {
      const { tree } = await renderer().render(combination);
      expect(problemsOf(tree)).toEqual([]);
      const documents = documentsOf(tree);
      expect(recorded(documents)).toEqual(combination.parameters);
      // It is developed in what it is built in.
      expect(tree.get('Dockerfile')).toContain(
        `FROM ${devImage(documents)} AS `,
      );
    },
  );

  it('ask for the same thing in the same way', () => {
    const asked = new Map<string, unknown>();
    for (const template of templatesOf(combinations)) {
      const { parameters } = renderer().template(template).spec;
      for (const page of parameters as {
        properties: Record<string, object>;
      }[]) {
        // What the check is told differs, as each template makes something else.
        const { check: _, ...properties } = page.properties;
        for (const [name, schema] of Object.entries(properties)) {
          const common = commonOf(name, schema);
          expect({ [name]: common }).toEqual({
            [name]: asked.get(name) ?? common,
          });
          asked.set(name, common);
        }
      }
    }
    expect(asked.size).toBeGreaterThan(15);
  });

  // What is undefined is left out before the scaffolder looks at it, so that what
  // depends on a step that was not run would be shown.
  it.each(templates)('end with what is so, and nothing else: %s', template => {
    const { output } = renderer().template(template).spec;
    const unsure = [...(output.text ?? []), ...(output.links ?? [])]
      .map(one => one.if)
      .filter(one => typeof one === 'string')
      .filter(one => !/ or false \}\}$|[=!]== /.test(one));
    expect(unsure).toEqual([]);
  });

  it.each(templates)('show each value once in the review: %s', template => {
    const names = (
      renderer().template(template).spec.parameters as Schema[]
    ).flatMap(reviewed);
    expect(names).not.toContain('');
    expect([...new Set(names)]).toEqual(names);
    expect(names.length).toBeGreaterThan(15);
  });

  it.each(
    templates.flatMap(template =>
      PACKAGINGS.map(packaging => [template, packaging] as const),
    ),
  )(
    'keep hostile texts where they belong: %s, %s',
    async (template, packaging) => {
      const combination = first(template, packaging);
      const tame = documentsOf((await renderer().render(combination)).tree);
      for (const description of descriptions) {
        const hostile = withParameters(combination, {
          description,
          env: [
            ...(combination.parameters.env as object[]),
            ...Object.values(HOSTILE).map((value, index) => ({
              name: `HOSTILE_${index}`,
              value,
            })),
          ],
        });
        const { tree } = await renderer().render(hostile);
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

  it.each(templates.flatMap(one => PACKAGINGS.map(how => [one, how] as const)))(
    'limit the CPU only if it is asked for: %s, %s',
    async (template, packaging) => {
      const resources = {
        requests: { cpu: '250m', memory: '256Mi' },
        limits: { memory: '256Mi' },
      };
      const { tree } = await renderer().render(
        withParameters(first(template, packaging), { resources }),
      );
      expect(problemsOf(tree)).toEqual([]);
      const limits = [...documentsOf(tree)]
        .filter(([file]) => file.startsWith('deploy/'))
        .flatMap(([, documents]) => limitsIn(documents));
      expect(limits.length).toBeGreaterThan(0);
      limits.forEach(one =>
        expect(one).toEqual({
          memory: '256Mi',
          'ephemeral-storage': '256Mi',
        }),
      );
    },
  );
}
