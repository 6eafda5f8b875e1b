import { parseStartOptions } from './startOptions';

describe('parseStartOptions', () => {
  it('starts one dev world without being told anything', () => {
    expect(parseStartOptions([])).toMatchObject({
      name: 'dev',
      clusters: 1,
      as: undefined,
      services: [
        'database',
        'gateway',
        'storage',
        'forge',
        'workspaces',
        'metrics',
      ],
    });
  });

  it('reads the options', () => {
    expect(
      parseStartOptions(['--as', 'bob', '--clusters', '2', '--port', '8080']),
    ).toMatchObject({ as: 'bob', clusters: 2, port: 8080 });
  });

  it('can leave out what stands beside the cluster', () => {
    expect(parseStartOptions(['--with', 'none']).services).toEqual([]);
    expect(parseStartOptions(['--with', 'forge']).services).toEqual(['forge']);
  });

  it.each([
    [['--as', 'mallory'], '--as mallory'],
    [['--clusters', '9'], '--clusters 9'],
    [['--clusters', 'two'], '--clusters two'],
    [['--port', '80'], '--port 80'],
    [['--context', 'x'], '--kubeconfig'],
    [['--colour', 'red'], '--colour'],
  ])('refuses %p and says why', (args, message) => {
    expect(() => parseStartOptions(args)).toThrow(message);
  });
});
