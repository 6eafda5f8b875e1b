import { testVariables } from './testVariables';

describe('testVariables', () => {
  it('names the version of the server, as it is the name of the variable', () => {
    expect(
      testVariables({
        version: '15.18',
        port: 26027,
        host: '127.0.0.1',
        database: 'previews',
        admin: { user: 'fairway', password: 'a' },
        superuser: { user: 'postgres', password: 'b' },
      }),
    ).toEqual({
      BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
        'postgresql://postgres:b@127.0.0.1:26027/postgres',
    });
  });

  it('says nothing of a server that does not run', () => {
    expect(testVariables(undefined)).toEqual({});
  });
});
