import fc from 'fast-check';
import { readLines } from './readLines';

async function* chunked(bytes: Buffer, cuts: number[]) {
  let start = 0;
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, cut);
    start = cut;
  }
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const result: string[] = [];
  for await (const line of lines) {
    result.push(line);
  }
  return result;
}

describe('readLines', () => {
  it('gives the same lines however the bytes are cut', async () => {
    const text = fc.string({ unit: 'binary' }).map(s => s.replace(/\n/g, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1 }),
        fc.array(fc.nat(200)),
        async (lines, positions) => {
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const cuts = positions.map(n => n % (bytes.length + 1));
          const read = readLines(chunked(bytes, cuts), { maxBytes: 10_000 });
          expect(await collect(read)).toEqual(lines);
        },
      ),
    );
  });

  it('gives the last line without its newline', async () => {
    const read = readLines(chunked(Buffer.from('a\nb'), []), { maxBytes: 9 });
    expect(await collect(read)).toEqual(['a', 'b']);
  });

  it('cuts a long line with a mark, never within a character', async () => {
    const bytes = Buffer.from(`${'ä'.repeat(10)}\nshort\n`);
    const read = readLines(chunked(bytes, [3, 8]), { maxBytes: 5 });
    expect(await collect(read)).toEqual([
      'ää… (cut here, the line has 20 bytes)',
      'short',
    ]);
  });
});
