import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { asRelease } from './asRelease';

const release = { name: 'web', namespace: 'shop-dev' };

const made = (metadata: object) =>
  asRelease(
    [{ apiVersion: 'v1', kind: 'Service', metadata } as Manifest],
    release,
  )[0].metadata;

describe('asRelease', () => {
  it('adds the marks that Helm looks for before it takes an object over', () => {
    expect(
      made({ name: 'web', labels: { app: 'web' }, annotations: { a: 'b' } }),
    ).toEqual({
      name: 'web',
      labels: { app: 'web', 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        a: 'b',
        'meta.helm.sh/release-name': 'web',
        'meta.helm.sh/release-namespace': 'shop-dev',
      },
    });
  });

  it('leaves hooks alone, which belong to no release', () => {
    const hook = { name: 'x', annotations: { 'helm.sh/hook': 'pre-upgrade' } };
    expect(made(hook)).toEqual(hook);
  });
});
