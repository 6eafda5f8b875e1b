import { hostBasedAccess, serverArguments, setUpStatements } from './config';

const reach = {
  listen: ['127.0.0.1', '10.231.3.1'],
  networks: ['10.244.3.0/24'],
};

describe('the database', () => {
  it('listens where it is told, and leaves nothing in shared memory', () => {
    const settings = serverArguments(26037, reach);
    expect(settings).toContain('listen_addresses=127.0.0.1,10.231.3.1');
    expect(settings).toContain('dynamic_shared_memory_type=mmap');
  });

  it('lets nobody in without a password', () => {
    expect(hostBasedAccess(reach)).toBe(
      'host all all 127.0.0.1/32 scram-sha-256\nhost all all 10.244.3.0/24 scram-sha-256\n',
    );
  });

  it('does not make a superuser of Fairway', () => {
    const sql = setUpStatements('previews', { user: 'fairway', password: 'x' });
    expect(sql).toContain('CREATE ROLE fairway LOGIN CREATEROLE PASSWORD');
    expect(sql).not.toMatch(/SUPERUSER/);
  });
});
