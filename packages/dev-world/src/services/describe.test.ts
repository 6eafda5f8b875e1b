import { databaseUrl, describeServices, runningService } from './describe';

const database = {
  version: '15.4',
  port: 26017,
  host: '127.0.0.1',
  clusterHost: '10.231.1.1',
  database: 'previews',
  admin: { user: 'fairway', password: 'p' },
  superuser: { user: 'postgres', password: 's' },
};

describe('services', () => {
  it('are described in a line each, with why one is not there', () => {
    expect(
      describeServices({
        database,
        storage: { version: '0.0.30', storageClass: 'fast', folder: '/v' },
        workspaces: { image: 'localhost/w:1', contents: 'Debian 13' },
        metrics: { version: '0.9.0' },
        forge: { off: 'the forge needs git' },
      }),
    ).toEqual({
      database: 'PostgreSQL 15.4, 127.0.0.1:26017, database previews',
      storage: 'local-path-provisioner 0.0.30, StorageClass fast',
      workspaces: 'image localhost/w:1 (Debian 13)',
      metrics: 'metrics-server 0.9.0',
      forge: 'none: the forge needs git',
    });
  });

  it('are not running when they are off', () => {
    expect(runningService({ forge: { off: 'x' } }, 'forge')).toBeUndefined();
    expect(runningService({ database }, 'database')).toBe(database);
  });

  it('give the portal and pods an address each', () => {
    expect(databaseUrl({ database })).toBe(
      'postgresql://fairway:p@127.0.0.1:26017/previews',
    );
    expect(databaseUrl({ database }, 'pods')).toContain('@10.231.1.1:');
    expect(databaseUrl({})).toBeUndefined();
  });
});
