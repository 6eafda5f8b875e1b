import { choosePorts, chooseServicePort, usualPorts } from './ports.ts';

describe('ports', () => {
  it('gives worlds with different indexes different ports', () => {
    const all = [1, 2, 3].flatMap(index => Object.values(usualPorts(index)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('takes the usual ports where they are free', async () => {
    await expect(choosePorts(4, async port => port)).resolves.toEqual(
      usualPorts(4),
    );
  });

  it('replaces only the port that is taken', async () => {
    const usual = usualPorts(1);
    const chosen = await choosePorts(1, async port => {
      if (port === usual.scheduler) {
        return undefined;
      }
      return port === 0 ? 50123 : port;
    });
    expect(chosen).toEqual({ ...usual, scheduler: 50123 });
  });

  it('gives a service the port it is known by, or one of the world', async () => {
    const free = (port: number) => async (asked: number) =>
      asked === port ? port : undefined;
    await expect(
      chooseServicePort(1, 'gateway', [7080], free(7080)),
    ).resolves.toBe(7080);
    await expect(
      chooseServicePort(1, 'gateway', [7080], free(26019)),
    ).resolves.toBe(26019);
    expect(Object.values(usualPorts(1))).not.toContain(26019);
  });

  it('says so when there is no port at all', async () => {
    await expect(choosePorts(1, async () => undefined)).rejects.toThrow(
      'no free port',
    );
  });
});
