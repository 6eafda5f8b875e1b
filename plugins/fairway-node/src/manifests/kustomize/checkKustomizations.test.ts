import type { ForgeFile } from '../../previews/forge';
import { stringify } from 'yaml';
import { checkKustomizations } from './checkKustomizations';

/** Files under `deploy/`; what is no text is written as YAML. */
function files(contents: Record<string, unknown>): ForgeFile[] {
  return Object.entries(contents).map(([path, content]) => ({
    path: `deploy/${path}`,
    content: typeof content === 'string' ? content : stringify(content),
  }));
}
const check = (contents: Record<string, unknown>) =>
  checkKustomizations(files(contents), 'deploy');

describe('checkKustomizations', () => {
  it('follows what is within the files', () => {
    expect(() =>
      check({
        'kustomization.yaml': {
          resources: ['./overlays/preview/', 'more.yaml'],
        },
        'more.yaml': 'kind: ConfigMap',
        'overlays/preview/kustomization.yml': {
          resources: ['../../base'],
          components: ['../../parts/cache'],
          patches: [{ path: 'patch.yaml' }, { patch: '- op: remove' }],
          patchesStrategicMerge: ['patch.yaml', 'kind: Deployment\nspec: {}'],
          configMapGenerator: [
            { name: 'a', files: ['patch.yaml', 'other=patch.yaml'], envs: [] },
          ],
          images: [{ name: 'web', newTag: '1' }],
        },
        'overlays/preview/patch.yaml': 'kind: Deployment',
        'base/Kustomization': { resources: ['web.yaml'] },
        'base/web.yaml': 'kind: Deployment',
        'parts/cache/kustomization.yaml': { kind: 'Component' },
      }),
    ).not.toThrow();
  });

  it('lets kustomizations be that nothing leads to', () => {
    expect(() =>
      check({
        'kustomization.yaml': { resources: [] },
        'production/kustomization.yaml': { secretGenerator: [{ name: 'a' }] },
      }),
    ).not.toThrow();
  });

  it('ends where kustomizations lead to each other', () => {
    expect(() =>
      check({
        'kustomization.yaml': { resources: ['a'] },
        'a/kustomization.yaml': { resources: ['..'] },
      }),
    ).not.toThrow();
  });

  it.each([
    ['https://example.com/a.yaml'],
    ['http://169.254.169.254/latest'],
    ['github.com/shop/base?ref=main'],
    ['GitHub.com/shop/base'],
    ['git@github.com:shop/base.git'],
    ['git::https://example.com/base'],
    ['file:///etc/passwd'],
    ['/etc/passwd'],
    ['//example.com/a'],
    ['a\\..\\b'],
    ['a\nb'],
    [''],
    [7],
    [{ path: 'a.yaml' }],
  ])('refuses to go to %j', to => {
    expect(() => check({ 'kustomization.yaml': { resources: [to] } })).toThrow(
      /^deploy\/kustomization.yaml: resources\[0\] is .*only relative paths within the repository are followed$/,
    );
  });

  it.each([
    ['resources', ['../other.yaml']],
    ['resources', ['../../../../etc']],
    ['resources', ['missing.yaml']],
    ['resources', ['folder-without-kustomization']],
    ['bases', ['../base']],
    ['components', ['there.yaml']],
    ['crds', ['missing.json']],
    ['configurations', ['missing.yaml']],
    ['patches', [{ path: '../x.yaml' }]],
    ['patchesJson6902', [{ target: {}, path: '../x.yaml' }]],
    ['patchesStrategicMerge', ['../x.yaml']],
    ['replacements', [{ path: '../x.yaml' }]],
    ['configMapGenerator', [{ files: ['key=../x'] }]],
    ['configMapGenerator', [{ envs: ['../x.env'] }]],
    ['configMapGenerator', [{ env: '../x.env' }]],
  ])('refuses what is not among the files: %s %j', (field, value) => {
    expect(() =>
      check({
        'kustomization.yaml': { [field]: value },
        'there.yaml': 'kind: A',
        'folder-without-kustomization/a.yaml': 'kind: A',
      }),
    ).toThrow(/which is not among the files that were read/);
  });

  it.each([
    ['secretGenerator', /Secrets of files in the repository/],
    ['helmCharts', /Helm/],
    ['helmGlobals', /Helm/],
    ['generators', /run programs/],
    ['transformers', /run programs/],
    ['validators', /run programs/],
    ['openapi', /not read/],
    // Go reads keys whatever their case.
    ['SecretGenerator', /not known to previews/],
    ['Resources', /not known to previews/],
  ])('refuses %s', (field, message) => {
    const contents = { 'kustomization.yaml': { [field]: [] } };
    expect(() => check(contents)).toThrow(message);
    expect(() =>
      check({
        'kustomization.yaml': { resources: ['base'] },
        'base/kustomization.yaml': { [field]: [] },
      }),
    ).toThrow(message);
  });

  it('refuses a field of a patch that could be read otherwise', () => {
    expect(() =>
      check({ 'kustomization.yaml': { patches: [{ Path: '/etc/passwd' }] } }),
    ).toThrow(/patches\[0\].Path is refused/);
  });

  it.each([
    [
      'two documents',
      'resources: []\n---\nsecretGenerator: []',
      /one document/,
    ],
    ['nothing', '# empty', /one document, but holds 0/],
    [
      'doubled fields',
      'resources: []\nresources: [a]',
      /'resources' is there twice/,
    ],
  ])('refuses %s', (_, content, message) => {
    expect(() => check({ 'kustomization.yaml': content })).toThrow(message);
  });
});
