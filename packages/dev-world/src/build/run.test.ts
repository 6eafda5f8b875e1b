import { run } from './run';

describe('run', () => {
  it('returns what a command wrote', async () => {
    await expect(run(['cat'], { input: 'hello' })).resolves.toBe('hello');
  });

  it('quotes the end of what a command that fails wrote', async () => {
    await expect(run(['sh', '-c', 'echo because >&2; exit 3'])).rejects.toThrow(
      /ended with 3:\nbecause/,
    );
  });

  it('ends a command together with what it started, and then fails', async () => {
    const stop = new AbortController();
    const begun = Date.now();
    // The pipe stays open until the inner one has ended, too.
    const running = run(['sh', '-c', 'sleep 60; true'], {
      signal: stop.signal,
      group: true,
    });
    setTimeout(() => stop.abort(new Error('Stopped')), 50);
    await expect(running).rejects.toThrow('Stopped');
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('says so if there is no such command', async () => {
    await expect(run(['/nowhere/at/all'])).rejects.toThrow('Cannot run');
  });
});
