import { findManager } from './findManager';

const ARGO = 'argocd.argoproj.io/tracking-id';
const FLUX = 'kustomize.toolkit.fluxcd.io';
const HELM = 'meta.helm.sh/release-name';
const MANAGED = { 'app.kubernetes.io/managed-by': 'Helm' };

describe('findManager', () => {
  it.each<[string, object, object | undefined]>([
    ['nobody', {}, undefined],
    [
      'Argo CD',
      { annotations: { [ARGO]: 'shop:apps/Deployment:prod/web' } },
      { tool: 'Argo CD', name: 'shop' },
    ],
    [
      'an application with a namespace',
      { annotations: { [ARGO]: 'argo_shop:apps/Deployment:prod/web' } },
      { tool: 'Argo CD', name: 'argo_shop' },
    ],
    [
      'a copy from another namespace',
      { annotations: { [ARGO]: 'shop:apps/Deployment:dev/web' } },
      undefined,
    ],
    [
      'a copy of another kind',
      { annotations: { [ARGO]: 'shop:apps/StatefulSet:prod/web' } },
      undefined,
    ],
    [
      'a copy under another name',
      { annotations: { [ARGO]: 'shop:apps/Deployment:prod/xweb' } },
      undefined,
    ],
    [
      'no application',
      { annotations: { [ARGO]: ':apps/Deployment:prod/web' } },
      undefined,
    ],
    [
      'the instance label alone',
      { labels: { 'app.kubernetes.io/instance': 'shop' } },
      undefined,
    ],
    [
      'Flux',
      {
        labels: {
          [`${FLUX}/name`]: 'shop',
          [`${FLUX}/namespace`]: 'flux-system',
        },
      },
      { tool: 'Flux', name: 'flux-system/shop' },
    ],
    [
      'a HelmRelease',
      { labels: { 'helm.toolkit.fluxcd.io/name': 'shop' } },
      { tool: 'Flux', name: 'shop' },
    ],
    [
      'exempted from Flux',
      {
        labels: { [`${FLUX}/name`]: 'shop' },
        annotations: { [`${FLUX}/reconcile`]: 'disabled' },
      },
      undefined,
    ],
    [
      'Helm',
      { labels: MANAGED, annotations: { [HELM]: 'shop' } },
      { tool: 'Helm', name: 'shop' },
    ],
    ['half of Helm', { annotations: { [HELM]: 'shop' } }, undefined],
    [
      'Helm by Argo CD',
      {
        labels: MANAGED,
        annotations: { [HELM]: 'shop', [ARGO]: 'a:apps/Deployment:prod/web' },
      },
      { tool: 'Argo CD', name: 'a' },
    ],
  ])('%s', (_, metadata, expected) => {
    const object = {
      group: 'apps',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'prod', ...metadata },
    };
    expect(findManager(object)).toEqual(expected);
  });
});
