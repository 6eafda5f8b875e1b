import { createHmac } from 'node:crypto';
import { readWebhook } from './readWebhook';

// What a Gitea really sends is tested by the contract; here is what it might.

const SECRET = 'secret';
const repository = { id: 7, full_name: 'shop/storefront' };

function webhook(
  event: string,
  payload: unknown,
  headers: Record<string, string | string[] | undefined> = {},
) {
  const rawBody = Buffer.from(
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  );
  const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
  return {
    rawBody,
    headers: {
      'content-type': 'application/json',
      'x-gitea-event': event,
      'x-gitea-signature': signature,
      ...headers,
    },
  };
}

const hint = { repositoryId: '7', fullName: 'shop/storefront' };

describe('readWebhook', () => {
  it.each([
    ['pull_request', { number: 3, repository }, { ...hint, number: 3 }],
    ['status', { context: 'ci/build', repository }, hint],
    ['status', { context: 'fairway/preview', repository }, undefined],
    ['push', { repository }, undefined],
    ['issue_comment', { is_pull: true, repository }, undefined],
    ['pull_request_approved', { number: 3, repository }, undefined],
    ['repository', { action: 'deleted', repository }, undefined],
    ['anything_new', {}, undefined],
  ])('of a %s %j is %j', (event, payload, expected) => {
    expect(readWebhook(webhook(event, payload), SECRET)).toEqual(expected);
  });

  it.each(['application/json', 'application/json; charset=utf-8'])(
    'takes %s',
    contentType => {
      const headers = { 'content-type': contentType };
      expect(
        readWebhook(
          webhook('pull_request', { number: 3, repository }, headers),
          SECRET,
        ),
      ).toBeDefined();
    },
  );

  it('looks at the headers of Gitea, not of those it imitates', () => {
    const payload = { number: 3, repository };
    const imitated = {
      'x-gitea-event': 'issues',
      'x-github-event': 'pull_request',
      'x-gogs-event': 'pull_request',
    };
    expect(readWebhook(webhook('', payload, imitated), SECRET)).toBeUndefined();
    const signed = webhook('pull_request', payload);
    const signature = signed.headers['x-gitea-signature'];
    const elsewhere = {
      'x-gitea-signature': undefined,
      'x-hub-signature-256': `sha256=${signature}`,
    };
    expect(() =>
      readWebhook(webhook('pull_request', payload, elsewhere), SECRET),
    ).toThrow('not that of the secret');
  });

  it.each([
    ['twice', [createHmac('sha256', SECRET).digest('hex'), 'x']],
    ['in capitals', createHmac('sha256', SECRET).digest('hex').toUpperCase()],
    ['as no hexadecimal', 'é'.repeat(64)],
  ])('refuses a signature that comes %s', (_, signature) => {
    const headers = { 'x-gitea-signature': signature };
    expect(() => readWebhook(webhook('push', '', headers), SECRET)).toThrow(
      'not that of the secret',
    );
  });

  it.each([
    ['no JSON', "The webhook 'pull_request' is no JSON"],
    ['null', 'not understood'],
    [{ repository }, 'not understood: number'],
    [{ number: -1, repository }, 'not understood: number'],
    [{ number: '3', repository }, 'not understood: number'],
    [{ number: 3, repository: { id: 7 } }, 'repository.full_name'],
  ])('refuses %j', (payload, message) => {
    expect(() => readWebhook(webhook('pull_request', payload), SECRET)).toThrow(
      message,
    );
  });
});
