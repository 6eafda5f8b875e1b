import { discoverNamespaced } from './discovery';
import { KubernetesApiError } from './errors';

const resource = (name: string, more: object = {}) => ({
  name,
  kind: name,
  namespaced: true,
  verbs: ['get', 'list'],
  ...more,
});
const ANSWERS: Record<string, unknown> = {
  '/apis': {
    groups: [
      {
        versions: [
          { groupVersion: 'example.com/v2' },
          { groupVersion: 'example.com/v1' },
        ],
      },
    ],
  },
  '/api/v1': {
    resources: [
      resource('pods'),
      resource('pods/log', { verbs: ['get'] }),
      resource('nodes', { namespaced: false }),
    ],
  },
  '/apis/example.com/v2': { resources: [resource('widgets')] },
  '/apis/example.com/v1': {
    resources: [resource('widgets'), resource('gadgets')],
  },
};

describe('discoverNamespaced', () => {
  it('finds each kind once, in the version that its group prefers', async () => {
    const types = await discoverNamespaced(
      async <T>(path: string) => ANSWERS[path] as T,
    );
    expect(
      types.map(
        ({ group, version, plural }) => `${group}/${version}/${plural}`,
      ),
    ).toEqual(['/v1/pods', 'example.com/v2/widgets', 'example.com/v1/gadgets']);
  });

  it('leaves out a version that is served no more', async () => {
    const types = await discoverNamespaced(async <T>(path: string) => {
      if (path.endsWith('v2')) {
        const message = 'the server could not find the requested resource';
        throw new KubernetesApiError({
          cluster: 'a',
          statusCode: 404,
          message,
        });
      }
      return ANSWERS[path] as T;
    });
    expect(types.map(({ version, plural }) => `${version}/${plural}`)).toEqual([
      'v1/pods',
      'v1/widgets',
      'v1/gadgets',
    ]);
  });

  it('does not take half an answer for all', async () => {
    await expect(
      discoverNamespaced(async <T>(path: string) => {
        if (path.endsWith('v2')) {
          throw new Error('503');
        }
        return ANSWERS[path] as T;
      }),
    ).rejects.toThrow('503');
  });
});
