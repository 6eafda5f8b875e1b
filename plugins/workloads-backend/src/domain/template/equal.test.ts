import fc from 'fast-check';
import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import { equalTemplates } from './equal';

const of = (container: object, more: object = {}) =>
  ({
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', ...container }], ...more },
  } as V1PodTemplateSpec);
const requests = (cpu: unknown) => of({ resources: { requests: { cpu } } });

describe('equalTemplates', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['itself', of({}), of({}), true],
    ['another image', of({ image: 'a' }), of({ image: 'b' }), false],
    ['1000m and 1', requests('1000m'), requests('1'), true],
    ['1 and 1 as a number', requests('1'), requests(1), true],
    ['1Gi and 1G', requests('1Gi'), requests('1G'), false],
    ['1024Mi and 1Gi', requests('1024Mi'), requests('1Gi'), true],
    [
      'an annotation 1000m is no quantity',
      { metadata: { annotations: { cpu: '1000m' } } },
      { metadata: { annotations: { cpu: '1' } } },
      false,
    ],
    ['no list and an empty one', of({ env: [] }), of({}), true],
    ['no map and an empty one', of({}, { nodeSelector: {} }), of({}), true],
    [
      'no object and an empty one',
      of({}, { securityContext: {} }),
      of({}),
      false,
    ],
    ['null and nothing', of({ command: null }), of({}), true],
    [
      'order of a list',
      of({ args: ['a', 'b'] }),
      of({ args: ['b', 'a'] }),
      false,
    ],
    ['order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [
      'the hash label',
      { metadata: { labels: { app: 'w', 'pod-template-hash': 'x' } } },
      { metadata: { labels: { app: 'w' } } },
      true,
    ],
    [
      'size limits',
      of({}, { volumes: [{ emptyDir: { sizeLimit: '1Ki' } }] }),
      of({}, { volumes: [{ emptyDir: { sizeLimit: '1024' } }] }),
      true,
    ],
    ['no creation time', { metadata: { creationTimestamp: null } }, {}, true],
  ])('%s', (_, a, b, expected) => {
    expect(equalTemplates(a as object, b as object)).toBe(expected);
    expect(equalTemplates(b as object, a as object)).toBe(expected);
  });

  it('reads a quantity the same in thousandths', () => {
    fc.assert(
      fc.property(fc.nat(), number => {
        expect(
          equalTemplates(requests(`${number}`), requests(`${number}000m`)),
        ).toBe(true);
      }),
    );
  });

  it('is not mistaken by any other pair of whole numbers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(equalTemplates(requests(`${a}`), requests(`${b}`))).toBe(
          a === b,
        );
      }),
    );
  });
});
