import type { Renderer } from '../previews/delivery';
import type { ForgeFile } from '../previews/forge';
import { isRequired } from '../testing/required';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { KustomizeRenderer } from './KustomizeRenderer';
import { PlainRenderer } from './PlainRenderer';

const manifest = (kind: string, name: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
const files = (contents: Record<string, string>): ForgeFile[] =>
  Object.entries(contents).map(([path, content]) => ({ path, content }));
const names = async (
  renderer: Renderer,
  from: ForgeFile[],
  path = 'deploy',
): Promise<string[]> =>
  (await renderer.render(from, { path })).map(
    ({ kind, metadata }) => `${kind}/${metadata?.name}`,
  );

describe('PlainRenderer', () => {
  const renderer = PlainRenderer.create();

  it.each(['deploy', 'deploy/', './deploy', '/deploy'])(
    'reads the manifests of %s in the order of their names',
    async path => {
      const found = files({
        'deploy/b.yml': manifest('Service', 'b'),
        'deploy/a.yaml': `${manifest('ConfigMap', 'a')}---\n${manifest(
          'ConfigMap',
          'z',
        )}`,
        'deploy/c.json':
          '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "c"}}',
        'deploy/README.md': '# not a manifest',
        'deploy/within/d.yaml': 'not even: [YAML',
        'deployment.yaml': 'not here: {',
      });
      expect(renderer.takes(found, path)).toBe(true);
      expect(await names(renderer, found, path)).toEqual([
        'ConfigMap/a',
        'ConfigMap/z',
        'Service/b',
        'Service/c',
      ]);
    },
  );

  it.each(['', '.', '/'])(
    'takes %j for the root of the repository',
    async path => {
      const found = files({ 'a.yaml': manifest('Service', 'a') });
      expect(await names(renderer, found, path)).toEqual(['Service/a']);
    },
  );

  it('names file and line of what it does not understand', async () => {
    const found = files({ 'deploy/a.yaml': 'kind: A\nkind: B' });
    await expect(names(renderer, found)).rejects.toThrow(
      "deploy/a.yaml: line 2: 'kind' is there twice",
    );
  });

  it('takes no folder without manifests', () => {
    const found = files({ 'deploy/README.md': '', 'a.yaml': '' });
    expect(renderer.takes(found, 'deploy')).toBe(false);
  });

  it('reads no more than a million characters', async () => {
    const long = `# ${'x'.repeat(600_000)}\n`;
    const found = files({ 'deploy/a.yaml': long, 'deploy/b.yaml': long });
    await expect(names(renderer, found)).rejects.toThrow(/1200006 characters/);
  });
});

const overlay = {
  'deploy/kustomization.yaml': 'resources: [overlays/preview]\n',
  'deploy/overlays/preview/kustomization.yaml':
    'resources: [../../base]\nnamePrefix: pre-\nimages: [{name: web, newName: registry.example.com/web, newTag: "2"}]\n',
  'deploy/base/kustomization.yaml':
    'resources: [web.yaml]\nconfigMapGenerator: [{name: colours, literals: [a=blue]}]\n',
  'deploy/base/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: web}]}}}\n',
};

describe('KustomizeRenderer', () => {
  it('takes folders with a kustomization', () => {
    const renderer = KustomizeRenderer.create({ program: 'kustomize' });
    expect(renderer.takes(files(overlay), 'deploy')).toBe(true);
    expect(renderer.takes(files(overlay), 'deploy/overlays')).toBe(false);
  });

  it('refuses what leads outside before anything is run', async () => {
    const found = files({
      'deploy/kustomization.yaml': 'resources: [https://example.com/a.yaml]\n',
    });
    const nothing = KustomizeRenderer.create({ program: '/does/not/exist' });
    await expect(nothing.render(found, { path: 'deploy' })).rejects.toThrow(
      /only relative paths within the repository/,
    );
  });

  it('says what to do where the program is not there', async () => {
    const nothing = KustomizeRenderer.create({ program: 'no-such-kustomize' });
    await expect(
      nothing.render(files(overlay), { path: 'deploy' }),
    ).rejects.toThrow(
      "does not find the program 'no-such-kustomize': install it where the portal runs, or set environments.previews.kustomize",
    );
  });

  it('writes no file outside of its folder', async () => {
    const found = files({
      'deploy/kustomization.yaml': 'resources: []\n',
      '../outside.yaml': 'kind: A',
    });
    // Any program will do: it does not come so far.
    const renderer = KustomizeRenderer.create({ program: process.execPath });
    await expect(renderer.render(found, { path: 'deploy' })).rejects.toThrow(
      "'../outside.yaml' is not within the repository",
    );
  });
});

const VARIABLE = 'FAIRWAY_TEST_KUSTOMIZE';
const program = process.env[VARIABLE];
if (!program && isRequired('kustomize')) {
  throw new Error(
    `FAIRWAY_REQUIRE asks for kustomize, but ${VARIABLE} is not set`,
  );
}
const describeBuilt = program ? describe : describe.skip;
const why = program
  ? ''
  : ` (skipped: no kustomize, as ${VARIABLE} is not set; \`npm test\` builds it)`;

describeBuilt(`KustomizeRenderer and its program${why}`, () => {
  const renderer = KustomizeRenderer.create({ program: program ?? '' });
  const leftOver = () =>
    readdirSync(tmpdir()).filter(name => name.startsWith('fairway-render-'));

  it('builds an overlay over its base', async () => {
    const before = leftOver();
    const objects = await renderer.render(files(overlay), { path: 'deploy' });
    expect(objects).toMatchObject([
      {
        kind: 'ConfigMap',
        metadata: { name: expect.stringMatching(/^pre-colours-\w+$/) },
      },
      {
        kind: 'Deployment',
        metadata: { name: 'pre-web' },
        spec: {
          template: {
            spec: { containers: [{ image: 'registry.example.com/web:2' }] },
          },
        },
      },
    ]);
    expect(leftOver()).toEqual(before);
  });

  it("says what it says, without the portal's own paths", async () => {
    const before = leftOver();
    const found = files({
      'deploy/kustomization.yaml': 'resources: [a.yaml]\nnamespace: {}\n',
      'deploy/a.yaml': 'kind: A\n',
    });
    const answer = renderer.render(found, { path: 'deploy' });
    await expect(answer).rejects.toThrow(/^Kustomize cannot build deploy: /);
    await expect(answer).rejects.not.toThrow(tmpdir());
    expect(leftOver()).toEqual(before);
  });

  it("gives it nothing of the portal's environment", async () => {
    process.env.FAIRWAY_TEST_HIDDEN = 'secret';
    const found = files({
      'deploy/kustomization.yaml':
        'configMapGenerator: [{name: env, envs: [names.env]}]\n',
      // A name without a value is taken from the environment.
      'deploy/names.env': 'FAIRWAY_TEST_HIDDEN\nPATH\n',
    });
    const [object] = await renderer.render(found, { path: 'deploy' });
    delete process.env.FAIRWAY_TEST_HIDDEN;
    expect(object).toMatchObject({
      data: { FAIRWAY_TEST_HIDDEN: '', PATH: '' },
    });
  });
});
