/** @internal */
export interface LineOptions {
  /** Longer lines are cut here, with a mark that says how long they were. */
  maxBytes: number;
}

const NEWLINE = 10;

class LineBuffer {
  /** Bytes seen of the current line, kept or not. */
  size = 0;
  private kept: Uint8Array[] = [];
  private keptSize = 0;

  constructor(private readonly maxBytes: number) {}

  add(part: Uint8Array): void {
    if (part.length === 0) {
      return;
    }
    this.size += part.length;
    const room = this.maxBytes - this.keptSize;
    if (room > 0) {
      const piece = part.subarray(0, room);
      this.kept.push(piece);
      this.keptSize += piece.length;
    }
  }

  take(): string {
    const { size } = this;
    const bytes = Buffer.concat(this.kept);
    this.size = 0;
    this.kept = [];
    this.keptSize = 0;
    if (size === bytes.length) {
      return bytes.toString('utf8');
    }
    // `stream` leaves out the beginning of a character that the cut went through.
    const text = new TextDecoder().decode(bytes, { stream: true });
    return `${text}… (cut here, the line has ${size} bytes)`;
  }
}

/**
 * Text lines out of chunks of bytes. A line is decoded only when it is whole, so
 * that a character split between two chunks survives; of an endless line only
 * `maxBytes` are kept in memory.
 *
 * @internal
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  options: LineOptions,
): AsyncGenerator<string, void> {
  const line = new LineBuffer(options.maxBytes);
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) {
        break;
      }
      line.add(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (line.size > 0) {
    yield line.take();
  }
}
