import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';
import { isOutage, waitAfter } from './outage';

const withCause = (error: Error, cause: unknown) =>
  Object.defineProperty(error, 'cause', { value: cause });
const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

describe('isOutage', () => {
  it.each<[string, unknown, boolean]>([
    ['a forge that is not reached', new ForgeError('x', 'unreachable'), true],
    [
      'one that asks to be left alone',
      new ForgeError('x', 'rate-limited'),
      true,
    ],
    ['one that does not know us', new ForgeError('x', 'unauthorized'), true],
    [
      'one that does not let us into a repository',
      withCause(
        new ServiceUnavailableError('x'),
        new ForgeError('x', 'forbidden'),
      ),
      false,
    ],
    [
      'a repository that is gone',
      withCause(new NotFoundError('x'), new ForgeError('x', 'not-found')),
      false,
    ],
    ['what is in the way', new ConflictError('x'), false],
    ['a part of the portal', new ServiceUnavailableError('x'), true],
    [
      'a broken connection',
      new TypeError('fetch failed', { cause: refused }),
      true,
    ],
    [
      'an answer of HTTP 502',
      Object.assign(new Error('x'), { statusCode: 502 }),
      true,
    ],
    [
      'an answer of HTTP 404',
      Object.assign(new Error('x'), { statusCode: 404 }),
      false,
    ],
    ['something else', new Error('x'), false],
    ['no error', 'x', false],
  ])('%s', (_, error, expected) => {
    expect(isOutage(error)).toBe(expected);
  });
});

describe('waitAfter', () => {
  it('is twice as long each time, up to half an hour', () => {
    const minutes = [1, 2, 3, 5, 6, 5000].map(
      tries => waitAfter(tries, new Error('x')) / 60_000,
    );
    expect(minutes).toEqual([1, 2, 4, 16, 30, 30]);
  });

  it('is no shorter than a forge asks for', () => {
    const error = withCause(
      new ServiceUnavailableError('x'),
      new ForgeError('x', 'rate-limited', { retryAfter: 3_600_000 }),
    );
    expect(waitAfter(1, error)).toBe(3_600_000);
  });
});
