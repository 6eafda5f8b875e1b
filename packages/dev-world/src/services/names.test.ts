import { parseServices } from './names';

describe('parseServices', () => {
  it.each([
    ['', []],
    ['none', []],
    [
      'all',
      ['database', 'gateway', 'storage', 'forge', 'workspaces', 'metrics'],
    ],
    ['forge,gateway', ['forge', 'gateway']],
  ])('reads %p', (wanted, services) => {
    expect(parseServices(wanted)).toEqual(services);
  });

  it('refuses what it does not know, and says what it does', () => {
    expect(() => parseServices('forge,mail')).toThrow(
      "--with forge,mail: 'mail' is none of database, gateway, storage, forge, workspaces, metrics",
    );
  });
});
