import path from 'node:path';
import { demoRepositories } from './demoRepositories';

const folder = path.join(__dirname, 'repositories');
const names = (realNode: boolean) =>
  demoRepositories(folder, { realNode }).map(
    ({ organization, name }) => `${organization}/${name}`,
  );

describe('the demo repositories', () => {
  it('are those of the components that are developed here', () => {
    expect(names(true)).toEqual([
      'payments/payments-api',
      'shop/cart',
      'shop/storefront',
    ]);
  });

  it.each(demoRepositories(folder, { realNode: true }))(
    '$organization/$name can be built, deployed and listed',
    ({ organization, name, description, files }) => {
      expect(Object.keys(files)).toEqual(
        expect.arrayContaining([
          'README.md',
          'catalog-info.yaml',
          'deploy/deployment.yaml',
          'deploy/service.yaml',
          'go.mod',
          'main.go',
        ]),
      );
      expect(files['catalog-info.yaml']).toContain(`  name: ${name}\n`);
      expect(files['catalog-info.yaml']).toContain(
        `owner: group:default/${organization}\n`,
      );
      expect(files['deploy/deployment.yaml']).toContain(
        `image: localhost/${organization}/${name}:main\n`,
      );
      expect(files['catalog-info.yaml']).toContain(
        'fairway.dev/preview-path: deploy\n',
      );
      expect(description).not.toBe('');
    },
  );

  it('have manifests of both kinds, and one asks for a database', () => {
    const [payments, cart, storefront] = demoRepositories(folder, {
      realNode: true,
    }).map(({ files }) => files);
    expect(storefront).toHaveProperty(['deploy/kustomization.yaml']);
    expect(cart).not.toHaveProperty(['deploy/kustomization.yaml']);
    expect(payments['deploy/deployment.yaml']).toContain(
      'name: fairway-database\n',
    );
  });

  it('ask for a node that there is', () => {
    const [first] = demoRepositories(folder, { realNode: false });
    expect(first.files['deploy/deployment.yaml']).toContain(
      'fairway.dev/node: simulated',
    );
  });
});
