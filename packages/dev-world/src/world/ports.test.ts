import { choosePorts, usualPorts } from './ports.ts';

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

  it('says so when there is no port at all', async () => {
    await expect(choosePorts(1, async () => undefined)).rejects.toThrow(
      'no free port',
    );
  });
});
