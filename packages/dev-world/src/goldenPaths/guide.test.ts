// First, as it registers its hooks when it is loaded.
import '@backstage/backend-test-utils';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findRoot } from '../world/paths.ts';
import { testTemplates } from './__testUtils__/testTemplates.ts';
import { firstOf, withParameters } from './__testUtils__/choose.ts';
import { allCombinations } from './combinations.ts';
import { followGuide, GUIDED } from './guide.ts';
import { HOSTILE } from './hostile.ts';
import { Renderer, templatesFolder } from './Renderer.ts';
import { documentsOf } from './rules.ts';
import { startScaffolder, type RunningScaffolder } from './scaffolder.ts';

jest.setTimeout(120_000);

// Before the tests are told, as they are those of what it makes.
const folder = followGuide(findRoot());
const combinations = allCombinations(templatesFolder(folder));

let scaffolder: RunningScaffolder;
let renderer: Renderer;

beforeAll(async () => {
  scaffolder = await startScaffolder();
  renderer = Renderer.create({ folder: templatesFolder(folder), scaffolder });
});

afterAll(async () => {
  await scaffolder?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What was made by the guide, with the guide beside it. */
function whereItWasKept(): string {
  cpSync(path.join(findRoot(), 'docs'), path.join(folder, 'docs'), {
    recursive: true,
  });
  return folder;
}

describe('the golden path that the guide makes', () => {
  testTemplates({
    combinations,
    templates: [GUIDED],
    renderer: () => renderer,
  });
});

describe('the guide to a golden path of one’s own', () => {
  const site = (packaging: string, title: string) =>
    withParameters(firstOf(combinations, GUIDED, packaging), { title });

  it('has it judged with the others', () => {
    const judged = combinations.filter(({ template }) => template === GUIDED);
    expect(judged.map(({ title }) => title)).toEqual(
      ['kustomize', 'helm'].flatMap(packaging =>
        ['direct', 'argo-cd', 'flux'].map(
          delivery => `${GUIDED}, go, ${packaging}, ${delivery}`,
        ),
      ),
    );
    expect(judged[0].parameters.title).toBe('Orders & "more"');
  });

  it.each(['kustomize', 'helm'])('makes a site: %s', async packaging => {
    const { tree } = await renderer.render(site(packaging, 'Orders'));
    expect(tree.get('title.go')).toContain('const title = "Orders"');
    expect(tree.get('app.go')).toContain('page.Execute(w, title)');
    const [record] = documentsOf(tree).get('.fairway/golden-path.yaml') as [
      { template: { ref: string } },
    ];
    expect(record.template.ref).toBe(`template:default/${GUIDED}`);
  });

  it('keeps what somebody types what it is', async () => {
    const title = HOSTILE.quotes + HOSTILE.terraform.slice(0, 20);
    const one = site('kustomize', title);
    const { tree } = await renderer.render(one);
    const [, written] = /^const title = (.*)$/m.exec(tree.get('title.go')!)!;
    expect(JSON.parse(written)).toBe(title);
    await expect(
      renderer.render(withParameters(one, { title: 'two\nlines' })),
    ).rejects.toThrow('title');
    await expect(
      renderer.render(withParameters(one, { language: 'node' })),
    ).rejects.toThrow('language');
  });

  it('says nothing of the golden path that it began with', () => {
    const { metadata } = renderer.template(GUIDED);
    expect(JSON.stringify(metadata)).not.toMatch(/web.service|an HTTP server/i);
  });

  it('can be followed where somebody kept what they made', () => {
    const kept = followGuide(whereItWasKept());
    try {
      expect(allCombinations(templatesFolder(kept))).toEqual(combinations);
    } finally {
      rmSync(kept, { recursive: true, force: true });
    }
  });
});
