import { ConfigReader } from '@backstage/config';
import { readForges } from './readForges';

const read = (forge: object, more: object = {}) =>
  readForges(
    new ConfigReader({
      environments: { previews: { forges: [forge] } },
      ...more,
    }),
  );

const FORGE = { type: 'gitea', url: 'https://git.example.com/', token: 't' };

describe('readForges', () => {
  it('reads those of its type, and leaves others to others', () => {
    expect(read({ ...FORGE, webhookSecret: 's' })).toEqual([
      {
        url: 'https://git.example.com',
        host: 'git.example.com',
        authorization: 'token t',
        webhookSecret: 's',
      },
    ]);
    expect(read({ type: 'gitlab' })).toEqual([]);
    expect(readForges(new ConfigReader({}))).toEqual([]);
  });

  it('takes a path and a port, and another host where it is told', () => {
    const url = 'http://10.0.0.1:3000/gitea';
    expect(read({ ...FORGE, url })).toMatchObject([
      { url, host: '10.0.0.1:3000' },
    ]);
    const host = 'git.example.com';
    expect(read({ ...FORGE, url, host })).toMatchObject([{ url, host }]);
  });

  it.each([
    [{ password: 'p' }, 'token p'],
    [
      { username: 'u', password: 'p' },
      `basic ${Buffer.from('u:p').toString('base64')}`,
    ],
  ])('falls back to the integration', (credentials, authorization) => {
    const { token: _, ...forge } = FORGE;
    const gitea = [{ host: 'git.example.com', ...credentials }];
    expect(read(forge, { integrations: { gitea } })).toMatchObject([
      { authorization },
    ]);
  });

  it.each([
    [{ token: undefined }, 'environments.previews.forges[0].token is missing'],
    [{ url: 'git.example.com' }, "forges[0].url 'git.example.com' must be"],
    [{ url: 'ftp://git.example.com' }, "url 'ftp://git.example.com' must be"],
    [{ url: 'https://u:p@git.example.com' }, 'must not hold credentials'],
  ])('refuses %j', (change, message) => {
    expect(() => read({ ...FORGE, ...change })).toThrow(message);
    expect(() => read({ ...FORGE, ...change })).not.toThrow('u:p');
  });
});
