import { candidates } from './postgres';

describe('candidates', () => {
  it('prefers the newest version, and a distribution’s to what is on the path', () => {
    const parents = {
      '/usr/lib/postgresql': ['9', '15', '17', 'README'],
      '/opt/homebrew/opt': ['postgresql@16', 'python@3.12'],
    };
    expect(candidates(parents, '/usr/bin:/bin')).toEqual([
      '/usr/lib/postgresql/17/bin',
      '/opt/homebrew/opt/postgresql@16/bin',
      '/usr/lib/postgresql/15/bin',
      '/usr/lib/postgresql/9/bin',
      '/usr/bin',
      '/bin',
    ]);
  });
});
