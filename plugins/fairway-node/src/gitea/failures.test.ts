import { noAnswer, readRetryAfter, refusal } from './failures';

const WHAT = 'read a/b';
const HOST = 'git.example.com';

describe('failures', () => {
  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'refused'],
    [410, 'not-found'],
    [422, 'refused'],
    [423, 'refused'],
    [429, 'rate-limited'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('an answer of %p is %p', (status, reason) => {
    expect(refusal(WHAT, HOST, { status })).toMatchObject({
      reason,
      message: `git.example.com answered ${status} when asked to read a/b`,
    });
  });

  it('a refusal with a time to wait is a limit', () => {
    expect(
      refusal(WHAT, HOST, { status: 403, retryAfter: 1_000 }),
    ).toMatchObject({ reason: 'rate-limited', retryAfter: 1_000 });
  });

  it('the words of the forge stay short and on one line', () => {
    const message = `repository\n is archived ${'x'.repeat(1000)}`;
    const error = refusal(WHAT, HOST, { status: 423, message });
    expect(error.message).toMatch(/: repository is archived x+$/);
    expect(error.message.length).toBeLessThan(300);
  });

  it('no answer says why', () => {
    const cause = new Error('connect ECONNREFUSED 127.0.0.1:1');
    expect(
      noAnswer(WHAT, HOST, new TypeError('fetch failed', { cause })),
    ).toMatchObject({
      reason: 'unreachable',
      message:
        'git.example.com cannot be asked to read a/b: connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  const now = Date.parse('2026-11-22T10:00:00Z');
  it.each([
    [null, undefined],
    ['7', 7_000],
    ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
  ])('reads retry-after %p', (header, wait) => {
    expect(readRetryAfter(header, now)).toBe(wait);
  });
});
