import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterUnreachableError,
  ForgeError,
  KubernetesApiError,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { inWords } from './nextStep';

const RETRY =
  '. Nothing is lost: retry this run when that is over; it goes on with this step, and makes nothing twice';

const refusal = (statusCode: number) =>
  new KubernetesApiError({ cluster: 'dev', statusCode, message: 'no' });

describe('an error of a step', () => {
  it.each([
    [
      'a cluster that is down',
      new ClusterUnreachableError({
        cluster: 'dev',
        message: "Cluster 'dev' cannot be reached: connect ECONNREFUSED",
      }),
      `Cluster 'dev' cannot be reached: connect ECONNREFUSED${RETRY}`,
    ],
    [
      'a cluster that cannot serve',
      refusal(503),
      `Cluster 'dev' cannot serve the request now: no${RETRY}`,
    ],
    [
      'a forge that is down',
      new ForgeError('git.example.com cannot be asked', 'unreachable'),
      `repoUrl: git.example.com cannot be asked${RETRY}`,
    ],
    [
      'whatever is not there for now',
      new ServiceUnavailableError('The catalog is silent'),
      `The catalog is silent${RETRY}`,
    ],
  ])('says what to do: %s', (_, error, message) => {
    const words = inWords(error) as Error;
    expect(words.name).toBe('ServiceUnavailableError');
    expect(words.message).toBe(message);
    // Told once, through however many hands it goes.
    expect((inWords(words) as Error).message).toBe(message);
  });

  it.each([
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'InputError'],
  ])('has the name that fits, if a cluster answers %s', (status, name) => {
    expect(inWords(refusal(status))).toMatchObject({ name, message: 'no' });
  });

  it('stays what it is, if it is anything else', () => {
    const error = new Error('x');
    expect(inWords(error)).toBe(error);
    expect(inWords('x')).toBe('x');
  });
});
