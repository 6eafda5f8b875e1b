import type { Surroundings } from './facts';
import { trafficFindings } from './traffic';

describe('trafficFindings', () => {
  it.each<[NonNullable<Surroundings['traffic']>['is'], string[]]>([
    ['absent', ["there is no namespace 'edge' in cluster main, from which"]],
    ['empty', ["no pod runs in namespace 'edge' of cluster main, from which"]],
    ['busy', []],
    // What may not be seen is not known.
    ['unknown', []],
  ])('%s', (is, messages) => {
    const traffic = { namespace: 'edge', is };
    expect(trafficFindings({ cluster: 'main', traffic })).toMatchObject(
      messages.map(message => ({
        id: 'no-traffic',
        severity: 'confirm',
        field: 'trafficNamespace',
        message: expect.stringContaining(message),
      })),
    );
  });

  it('says nothing where nobody named a namespace', () => {
    expect(trafficFindings({ cluster: 'main' })).toEqual([]);
  });
});
