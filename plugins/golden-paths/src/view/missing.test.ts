import type { UpgradeParameter } from '@fairway-idp/backstage-plugin-fairway-common';
import { parametersOf, valueOf } from './missing';

const one = (type: UpgradeParameter['type'], options?: unknown[]) => ({
  name: 'a',
  type,
  ...(options && { options }),
});

it.each<[UpgradeParameter, string, object]>([
  [one('string'), '', {}],
  [one('string'), ' x ', { value: ' x ' }],
  [one('integer'), '7', { value: 7 }],
  [one('integer'), '7.5', { trouble: 'badNumber' }],
  [one('integer'), ' ', { trouble: 'badNumber' }],
  [one('number'), '7.5', { value: 7.5 }],
  [one('number'), 'x', { trouble: 'badNumber' }],
  [one('boolean'), 'true', { value: true }],
  [one('boolean'), 'false', { value: false }],
  [one('json'), '{"a":1}', { value: { a: 1 } }],
  [one('json'), '{', { trouble: 'badJson' }],
  [one('string', ['eu', 'us']), '1', { value: 'us' }],
  [one('integer', [1, 2]), '0', { value: 1 }],
])('%j answered by %j', (parameter, answer, expected) => {
  expect(valueOf(parameter, answer)).toEqual(expected);
});

it('is complete when each is said and understood', () => {
  const missing = [one('integer'), { ...one('string'), name: 'b' }];
  expect(parametersOf(missing, { a: 'x', b: 'y' })).toEqual({
    parameters: { b: 'y' },
    isComplete: false,
  });
  expect(parametersOf(missing, { a: '1', b: 'y' })).toEqual({
    parameters: { a: 1, b: 'y' },
    isComplete: true,
  });
});
