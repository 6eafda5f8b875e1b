import type { ResourceType } from '@fairway-idp/backstage-plugin-fairway-node';
import { cascadeOf, inOrderOfRemoval } from './removal';

/** @param name - e.g. `deployments.apps` */
const type = (name: string): ResourceType => {
  const [plural, ...group] = name.split('.');
  return { group: group.join('.'), version: 'v1', plural, kind: plural };
};
const APPLICATION = type('applications.argoproj.io');
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

describe('inOrderOfRemoval', () => {
  it('begins with who would make it again, and leaves out what no path makes', () => {
    const names = [
      'services',
      'secrets',
      'deployments.apps',
      'replicasets.apps',
      'gitrepositories.source.toolkit.fluxcd.io',
      'helmreleases.helm.toolkit.fluxcd.io',
      'pods',
      'pods.metrics.k8s.io',
      'postgresqlinstances.platform.example.com',
      'applications.argoproj.io',
      'applications.app.k8s.io',
    ];
    expect(
      inOrderOfRemoval(names.map(type)).map(({ plural, group }) =>
        group ? `${plural}.${group}` : plural,
      ),
    ).toEqual([
      'applications.argoproj.io',
      'helmreleases.helm.toolkit.fluxcd.io',
      'deployments.apps',
      'services',
      'gitrepositories.source.toolkit.fluxcd.io',
      'postgresqlinstances.platform.example.com',
      'applications.app.k8s.io',
    ]);
  });
});

describe('cascadeOf', () => {
  it('has an Application take with it what it delivered', () => {
    const metadata = { resourceVersion: '7', finalizers: ['example.com/a'] };
    expect(cascadeOf(APPLICATION, { metadata })).toEqual({
      metadata: {
        resourceVersion: '7',
        finalizers: ['example.com/a', FINALIZER],
      },
    });
  });

  it.each<[string, ResourceType, string[]]>([
    ['does so already', APPLICATION, [FINALIZER]],
    ['does so in the background', APPLICATION, [`${FINALIZER}/background`]],
    ['is no Application', type('deployments.apps'), []],
  ])('leaves alone what %s', (_, of, finalizers) => {
    expect(cascadeOf(of, { metadata: { finalizers } })).toBeUndefined();
  });
});
