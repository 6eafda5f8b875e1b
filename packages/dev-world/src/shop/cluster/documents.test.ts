import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitDocuments } from './documents.ts';
import { pathOf } from './paths.ts';

const DEPLOY = path.join(
  __dirname,
  '../../../../../plugins/fairway-node/deploy',
);

describe('splitDocuments', () => {
  it('reads the address of every document, and leaves its text alone', () => {
    const role = [
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: Role',
      'metadata:',
      '  labels:',
      '    name: not-this-one',
      '  # said before the name',
      '  name: "web"   # quoted',
      '  namespace: shop-dev',
      'rules:',
      '  - name: nor-this-one',
      '',
    ].join('\n');

    expect(
      splitDocuments(
        `# A comment before everything\n---\n${role}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n# nothing\n`,
      ),
    ).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        name: 'web',
        namespace: 'shop-dev',
        text: `\n${role}`,
      },
      expect.objectContaining({
        kind: 'Namespace',
        name: 'a',
        namespace: undefined,
      }),
    ]);
  });

  it('says which line it misses', () => {
    expect(() =>
      splitDocuments('apiVersion: v1\nmetadata: {name: a}\n'),
    ).toThrow('A YAML document lacks kind, metadata.name as a plain line');
  });

  const files = readdirSync(DEPLOY).filter(
    file => file.endsWith('.yaml') && file !== 'kustomization.yaml',
  );

  it.each(files)('finds a place for every document of deploy/%s', file => {
    const yaml = readFileSync(path.join(DEPLOY, file), 'utf8');
    const documents = splitDocuments(yaml);

    expect(documents).toHaveLength(yaml.match(/^kind:/gm)?.length ?? 0);
    documents.forEach(document => {
      expect(pathOf(document)).toMatch(/^\/apis?\//);
      expect(document.namespace).toBe(
        document.kind === 'ServiceAccount' ? 'fairway-system' : undefined,
      );
    });
  });
});

describe('pathOf', () => {
  it('knows core and named groups, with and without a namespace', () => {
    expect(
      pathOf({ apiVersion: 'v1', kind: 'Namespace', name: 'shop-dev' }),
    ).toBe('/api/v1/namespaces/shop-dev');
    expect(
      pathOf({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'cart',
        namespace: 'shop-dev',
      }),
    ).toBe('/apis/apps/v1/namespaces/shop-dev/deployments/cart');
  });

  it('refuses a kind that it does not know', () => {
    expect(() =>
      pathOf({ apiVersion: 'v1', kind: 'Gadget', name: 'x' }),
    ).toThrow('does not know where Gadget x belongs');
  });
});
