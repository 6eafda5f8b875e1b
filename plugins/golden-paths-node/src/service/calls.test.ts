import { KubernetesApiError } from '@fairway-idp/backstage-plugin-fairway-node';
import { answerOf } from './calls';

const refusal = (statusCode: number, message: string) =>
  answerOf(
    Promise.reject(
      new KubernetesApiError({ cluster: 'dev', statusCode, message }),
    ),
  );

describe('answerOf', () => {
  it('takes a refusal for an answer, and only silence for an error', async () => {
    expect(await answerOf(Promise.resolve())).toEqual({ said: 'accepted' });
    expect(await refusal(422, 'invalid')).toMatchObject({ said: 'refused' });
    await expect(
      answerOf(Promise.reject(new Error('connect ECONNREFUSED'))),
    ).rejects.toThrow('ECONNREFUSED');
  });

  it('knows nothing of what a dry run cannot ask', async () => {
    const message =
      'admission webhook "x.example.com" does not support dry run';
    expect(await refusal(400, message)).toEqual({ said: 'untried', message });
    expect(await refusal(403, message)).toMatchObject({ said: 'refused' });
  });
});
