import type { V1Pod } from '@kubernetes/client-node';
import { chooseContainer } from './chooseContainer';
import { parseLine } from './parseLine';

const pod = (annotation?: string): V1Pod => ({
  metadata: {
    name: 'web-1',
    annotations: annotation
      ? { 'kubectl.kubernetes.io/default-container': annotation }
      : undefined,
  },
  spec: {
    containers: [{ name: 'app' }, { name: 'proxy' }],
    initContainers: [{ name: 'setup' }],
  },
});

describe('chooseContainer', () => {
  it.each<[string | undefined, string | undefined, string]>([
    [undefined, undefined, 'app'],
    ['proxy', undefined, 'proxy'],
    ['proxy', 'setup', 'setup'],
  ])('annotation %s, asked for %s: %s', (annotation, named, expected) => {
    expect(chooseContainer(pod(annotation), named)).toBe(expected);
  });

  it("refuses with kubectl's words", () => {
    expect(() => chooseContainer(pod(), 'nope')).toThrow(
      'container nope is not valid for pod web-1 out of: setup, app, proxy',
    );
    expect(() => chooseContainer(pod('nope'))).toThrow(
      'Default container "nope" not found in pod web-1',
    );
  });
});

describe('parseLine', () => {
  it.each([
    [
      '2026-01-02T03:04:05.123456789Z hello  world',
      '2026-01-02T03:04:05.123456789Z',
      'hello  world',
    ],
    ['2026-01-02T03:04:05Z ', '2026-01-02T03:04:05Z', ''],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z', ''],
    ['no time', '', 'no time'],
  ])('%j', (line, time, text) => {
    expect(parseLine(line)).toEqual({ time, text });
  });
});
