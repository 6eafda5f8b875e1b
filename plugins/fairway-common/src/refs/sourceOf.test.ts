import { sourceOf } from './sourceOf';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});
const located = (location: string) =>
  sourceOf(entity({ 'backstage.io/source-location': location }));

describe('sourceOf', () => {
  it.each([
    ['https://git.example.com/acme/orders', undefined, ''],
    ['https://git.example.com/acme/orders.git', undefined, ''],
    ['https://git.example.com/acme/orders/tree/main/', 'main', ''],
    [
      'https://git.example.com/acme/orders/tree/main/services/a/',
      'main',
      'services/a',
    ],
    [
      'https://git.example.com/acme/orders/-/tree/v1/services/a',
      'v1',
      'services/a',
    ],
    ['https://git.example.com/acme/orders/src/branch/main/', 'main', ''],
    [
      'https://git.example.com/acme/orders/src/commit/ab12/services/a/',
      'ab12',
      'services/a',
    ],
    [
      'https://git.example.com/acme/orders/blob/main/services/a/catalog-info.yaml',
      'main',
      'services/a',
    ],
    ['https://git.example.com/acme/orders/tree/main/a%20b/', 'main', 'a b'],
    ['https://git.example.com/acme/orders/', undefined, ''],
  ])('reads %s', (location, revision, folder) => {
    expect(located(`url:${location}`)).toEqual({
      host: 'git.example.com',
      repository: 'acme/orders',
      url: 'https://git.example.com/acme/orders',
      ...(revision && { revision }),
      folder,
    });
  });

  it('keeps port and nested groups', () => {
    expect(located('url:http://localhost:3001/a/b/c/-/tree/main/')).toEqual({
      host: 'localhost:3001',
      repository: 'a/b/c',
      url: 'http://localhost:3001/a/b/c',
      revision: 'main',
      folder: '',
    });
  });

  it('leaves out what a URL says of who reads it', () => {
    expect(
      located('url:https://me:secret@git.example.com/acme/orders')?.url,
    ).toBe('https://git.example.com/acme/orders');
  });

  it.each([
    '',
    'dir:/srv/orders',
    'url:https://git.example.com/orders',
    'url:javascript://git.example.com/acme/orders',
  ])('knows no repository of %j', location =>
    expect(located(location)).toBeUndefined(),
  );

  it('takes the view of the source when there is no location', () => {
    expect(
      sourceOf(
        entity({
          'backstage.io/view-url':
            'https://git.example.com/acme/orders/blob/main/catalog-info.yaml',
        }),
      ),
    ).toMatchObject({ repository: 'acme/orders', folder: '' });
  });
});
