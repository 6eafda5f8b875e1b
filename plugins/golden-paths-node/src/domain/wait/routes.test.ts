import { routeHealth } from './routes';

const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  observedGeneration: 2,
  reason: 'Some',
  message: 'words',
  ...more,
});

const route = (...parents: object[][]) => ({
  metadata: { generation: 2 },
  spec: { parentRefs: [{ name: 'shared' }] },
  status: { parents: parents.map(conditions => ({ conditions })) },
});

describe('routeHealth', () => {
  it.each<[string, object, string, string]>([
    [
      'nobody has looked yet',
      route(),
      'Progressing',
      'no Gateway has taken it',
    ],
    [
      'it has no status at all',
      { ...route(), status: undefined },
      'Progressing',
      'no Gateway has taken it',
    ],
    [
      'it is taken',
      route([condition('Accepted', 'True'), condition('ResolvedRefs', 'True')]),
      'Healthy',
      'taken by its Gateway',
    ],
    [
      'only half is said',
      route([condition('Accepted', 'True')]),
      'Progressing',
      'no Gateway has taken it',
    ],
    [
      'it is refused',
      route([
        condition('Accepted', 'False', { reason: 'NotAllowedByListeners' }),
        condition('ResolvedRefs', 'True'),
      ]),
      'Degraded',
      'its Gateway says that it is not Accepted: words',
    ],
    [
      'its Service is not there',
      route([
        condition('Accepted', 'True'),
        condition('ResolvedRefs', 'False', { message: '' }),
      ]),
      'Degraded',
      'its Gateway says that it is not ResolvedRefs: Some',
    ],
    [
      'what is said is of an earlier generation',
      route([
        condition('Accepted', 'False', { observedGeneration: 1 }),
        condition('ResolvedRefs', 'True', { observedGeneration: 1 }),
      ]),
      'Progressing',
      'no Gateway has taken it',
    ],
  ])('%s', (_, object, health, words) => {
    const report = routeHealth(object);
    expect(report.health).toBe(health);
    expect(report.message).toContain(words);
  });
});
