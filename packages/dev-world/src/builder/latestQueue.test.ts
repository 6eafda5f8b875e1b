import { LatestQueue } from './latestQueue';

describe('LatestQueue', () => {
  it('works on one at a time, and skips what is overtaken', async () => {
    const done: string[] = [];
    let atOnce = 0;
    const queue = new LatestQueue<string>(async item => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise(resolve => setTimeout(resolve, 1));
      atOnce -= 1;
      done.push(item);
    });
    queue.put('main', 'main 1');
    queue.put('main', 'main 2');
    queue.put('fix', 'fix 1');
    queue.put('main', 'main 3');
    await queue.idle();
    expect(done).toEqual(['main 1', 'main 3', 'fix 1']);
    queue.put('fix', 'fix 2');
    await queue.idle();
    expect(done).toContain('fix 2');
  });
});
