import { LineBuffer } from './LineBuffer';

describe('LineBuffer', () => {
  it('keeps the newest, in order, and counts what it dropped', () => {
    const buffer = new LineBuffer(10);
    for (let i = 0; i < 25; i++) {
      buffer.push({ time: '', text: String(i) });
    }
    const first = buffer.take(4);
    const rest = buffer.take(100);
    const texts = [...first.lines, ...rest.lines].map(({ text }) => text);
    expect(first.dropped + texts.length).toBe(25);
    expect(first.dropped).toBeGreaterThan(0);
    expect(rest.dropped).toBe(0);
    expect(texts.at(-1)).toBe('24');
    expect(texts[0]).toBe(String(first.dropped));
    expect(buffer.isEmpty).toBe(true);
  });
});
