import { neededConfigMaps } from './configMaps';
import { around, candidate, deployment, grave } from './testdata';

describe('ConfigMaps', () => {
  const using = (env: object[], envFrom: object[] = []) => {
    const object = deployment();
    const { template } = object.spec as {
      template: { spec: { containers: object[] } };
    };
    Object.assign(template.spec.containers[0], { env, envFrom });
    return object;
  };
  const key = (name: string, more: object = {}) => ({
    name: 'X',
    valueFrom: { configMapKeyRef: { name, key: 'k', ...more } },
  });

  it('are looked for, but for those that come along or may be missing', () => {
    const objects = [
      using(
        [key('region'), key('maybe', { optional: true }), key('brought')],
        [{ configMapRef: { name: 'shared' } }],
      ),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'brought' } },
    ];
    expect(neededConfigMaps(objects)).toEqual(['region', 'shared']);
    expect(
      grave(objects.map(candidate), {
        around: around({ configMaps: { region: 'absent', shared: 'unknown' } }),
      }),
    ).toEqual([
      "block no-config-map [env] Deployment 'web': there is no ConfigMap 'region' in shop-dev; its pods would wait for it",
    ]);
  });
});
