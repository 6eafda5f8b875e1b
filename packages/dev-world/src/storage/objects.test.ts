import { helperPod, objects, provisionerConfig } from './objects';

const named = (kind: string) => objects.filter(one => one.kind === kind);

describe('the objects of the volume provisioner', () => {
  it('make one default class, bound where the pod goes', () => {
    expect(named('StorageClass')).toEqual([
      expect.objectContaining({
        volumeBindingMode: 'WaitForFirstConsumer',
        reclaimPolicy: 'Delete',
        metadata: expect.objectContaining({
          annotations: expect.objectContaining({
            'storageclass.kubernetes.io/is-default-class': 'true',
          }),
        }),
      }),
    ]);
  });

  it('lift the rules for pods in no namespace but its own', () => {
    const lifted = objects.filter(one =>
      JSON.stringify(one).includes('pod-security.kubernetes.io'),
    );
    expect(lifted.map(({ metadata }) => metadata.name)).toEqual([
      'fairway-storage',
    ]);
    objects
      .filter(({ metadata }) => metadata.namespace !== undefined)
      .forEach(({ metadata }) =>
        expect(metadata.namespace).toBe('fairway-storage'),
      );
  });

  it('give it no right to secrets, and to pods only where it lives', () => {
    const [role] = named('ClusterRole') as unknown as {
      rules: { resources: string[] }[];
    }[];
    const everywhere = role.rules.flatMap(({ resources }) => resources);
    expect(everywhere).not.toContain('pods');
    expect(JSON.stringify([named('ClusterRole'), named('Role')])).not.toMatch(
      /secrets|\*/,
    );
  });

  it('remove exactly the folder of the volume', () => {
    const [scripts] = named('ConfigMap') as unknown as {
      data: Record<string, string>;
    }[];
    expect(scripts.data.teardown).toContain('rm -rf "$VOL_DIR"');
    expect(scripts.data.teardown).toContain('set -eu');
  });

  it('let simulated nodes have volumes, too', () => {
    expect(provisionerConfig.nodePathMap.map(({ node }) => node)).toEqual([
      'DEFAULT_PATH_FOR_NON_LISTED_NODES',
    ]);
    expect(helperPod.metadata.annotations['fairway.dev/simulate']).toBe(
      'complete',
    );
  });
});
