// First, as it registers its hooks when it is loaded.
import '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRoot } from '../world/paths.ts';
import { allCombinations } from './combinations.ts';
import { readGuide, type Instruction } from './guide.ts';
import { HOSTILE } from './hostile.ts';
import { Renderer, templatesFolder } from './Renderer.ts';
import { documentsOf, problemsOf } from './rules.ts';
import { startScaffolder, type RunningScaffolder } from './scaffolder.ts';
import type { Combination } from './types.ts';

jest.setTimeout(120_000);

const root = findRoot();
const GUIDE = path.join(root, 'docs', 'write-your-own-golden-path.md');

/** What the guide changes lies in one of these. */
const COPIED = ['templates', 'packages/dev-world/src/goldenPaths'];

/** Does as the guide says, word by word. */
function follow(instruction: Instruction, cwd: string): void {
  if (instruction.do === 'run') {
    execFileSync('bash', ['-euc', instruction.text], { cwd });
  } else if (instruction.do === 'write') {
    const file = path.join(cwd, instruction.file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, instruction.text);
  } else {
    execFileSync('git', ['apply', '-'], { cwd, input: instruction.text });
  }
}

describe('the guide to a golden path of one’s own', () => {
  let scaffolder: RunningScaffolder;
  let folder: string;
  let renderer: Renderer;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'fairway-guide-'));
    for (const part of COPIED) {
      cpSync(path.join(root, part), path.join(folder, part), {
        recursive: true,
      });
    }
    scaffolder = await startScaffolder();
    for (const instruction of readGuide(readFileSync(GUIDE, 'utf8'))) {
      follow(instruction, folder);
    }
    renderer = Renderer.create({
      folder: templatesFolder(folder),
      scaffolder,
    });
  });

  afterAll(async () => {
    await scaffolder?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As for a web service, and a title. */
  const site = (packaging: string, title: string): Combination => {
    const near = allCombinations().find(
      ({ template, parameters }) =>
        template === 'web-service' &&
        parameters.language === 'go' &&
        parameters.packaging === packaging,
    );
    return {
      template: 'static-site',
      title: `static-site, ${packaging}`,
      parameters: { ...near!.parameters, title },
    };
  };

  it.each(['kustomize', 'helm'])('makes a whole repository: %s', async one => {
    const { tree, parameters } = await renderer.render(site(one, 'Orders'));
    expect(problemsOf(tree)).toEqual([]);
    expect(tree.get('title.go')).toContain('const title = "Orders"');
    expect(tree.get('app.go')).toContain('page.Execute(w, title)');
    expect(tree.has('Dockerfile')).toBe(true);
    const [record] = documentsOf(tree).get('.fairway/golden-path.yaml') as [
      { template: { ref: string }; parameters: object },
    ];
    expect(record.template.ref).toBe('template:default/static-site');
    expect(record.parameters).toEqual(parameters);
  });

  it('keeps what somebody types what it is', async () => {
    const title = HOSTILE.quotes + HOSTILE.terraform.slice(0, 20);
    const { tree } = await renderer.render(site('kustomize', title));
    const [, written] = /^const title = (.*)$/m.exec(tree.get('title.go')!)!;
    expect(JSON.parse(written)).toBe(title);
    await expect(
      renderer.render(site('kustomize', 'two\nlines')),
    ).rejects.toThrow('title');
    await expect(
      renderer.render({
        ...site('kustomize', 'Orders'),
        parameters: {
          ...site('kustomize', 'Orders').parameters,
          language: 'node',
        },
      }),
    ).rejects.toThrow('language');
  });

  it('has it judged with the others', () => {
    const combinations = readFileSync(
      path.join(folder, COPIED[1], 'combinations.ts'),
      'utf8',
    );
    expect(combinations).toContain("'static-site': ['go']");
  });
});
