import { Slots } from './Slots';

function makeSlots(concurrency: number) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const slots = Slots.create<string>({
    concurrency,
    textOf: key => key,
    work: key => {
      begun.push(key);
      return new Promise(resolve => ends.set(key, resolve));
    },
  });
  /** Ends the work on a key, and lets what follows begin. */
  const end = async (key: string) => {
    ends.get(key)?.();
    await new Promise(setImmediate);
  };
  return { slots, begun, end };
}

describe('Slots', () => {
  it('works on a key once more, however often it was asked for meanwhile', async () => {
    const { slots, begun, end } = makeSlots(5);
    const first = slots.ask('a');
    const others = Promise.all([
      slots.ask('a'),
      slots.ask('a'),
      slots.ask('a'),
    ]);
    expect(begun).toEqual(['a']);
    await end('a');
    await first;
    expect(begun).toEqual(['a', 'a']);
    await end('a');
    await others;
    expect(begun).toEqual(['a', 'a']);
  });

  it('works on so many at a time, what is urgent first', async () => {
    const { slots, begun, end } = makeSlots(2);
    ['a', 'b', 'c', 'd'].forEach(key => void slots.ask(key));
    void slots.ask('d', { isUrgent: true });
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'd']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'd', 'c']);
  });

  it('is not held up by a key that is worked on', async () => {
    const { slots, begun } = makeSlots(2);
    ['a', 'a', 'b'].forEach(key => void slots.ask(key));
    expect(begun).toEqual(['a', 'b']);
  });
});
