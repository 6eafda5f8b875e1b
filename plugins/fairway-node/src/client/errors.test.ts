import {
  errorFromAnswer,
  ClusterUnreachableError,
  KubernetesApiError,
  toBackstageError,
} from './errors';

const refusal = (statusCode: number, message = 'no') =>
  new KubernetesApiError({ cluster: 'dev', statusCode, message });

describe('toBackstageError', () => {
  it.each([
    [400, 'InputError', 'no'],
    [
      401,
      'ServiceUnavailableError',
      "The portal's credentials of cluster 'dev' expired or are wrong (HTTP 401): the token or certificate in its configuration must be renewed",
    ],
    [403, 'NotAllowedError', 'no'],
    [404, 'NotFoundError', 'no'],
    [405, 'KubernetesApiError', 'no'],
    [409, 'ConflictError', 'no'],
    [410, 'ConflictError', 'no'],
    [422, 'InputError', 'no'],
    [
      429,
      'ServiceUnavailableError',
      "Cluster 'dev' cannot serve the request now: no",
    ],
    [
      503,
      'ServiceUnavailableError',
      "Cluster 'dev' cannot serve the request now: no",
    ],
  ])('translates %p to %s', (status, name, message) => {
    const error = refusal(status);
    const translated = toBackstageError(error) as Error;
    expect(translated).toMatchObject({ name, message });
    expect(translated === error || translated.cause === error).toBe(true);
  });

  it('translates a cluster that cannot be reached', () => {
    const error = new ClusterUnreachableError({ cluster: 'dev', message: 'x' });
    expect(toBackstageError(error)).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'x',
    });
  });

  it('hands back what is none of its business', () => {
    const error = new TypeError('a bug');
    expect(toBackstageError(error)).toBe(error);
    expect(toBackstageError('text')).toBe('text');
  });
});

describe('errorFromAnswer', () => {
  it('quotes a little of what is no Status', () => {
    const html = `<html>\n  <h1>Bad Gateway</h1>\n${'x'.repeat(1000)}`;
    const { message, statusCode } = errorFromAnswer('dev', 502, html);
    expect(statusCode).toBe(502);
    expect(message).toMatch(/^Cluster 'dev' answered HTTP 502: <html> <h1>Bad/);
    expect(message.length).toBeLessThan(250);
    expect(errorFromAnswer('dev', 502, '').message).toBe(
      "Cluster 'dev' answered HTTP 502",
    );
  });
});
