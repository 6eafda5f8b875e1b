/** What a stream of server-sent events has said so far. @public */
export interface OpenStream {
  status: number;
  /** The data of each event. */
  messages: string[];
  last(): string;
  /** Settles when the server has ended the stream. */
  ended: Promise<void>;
  close(): void;
}

/**
 * Collects the messages of a stream until it is closed.
 *
 * @public
 */
export async function openStream(
  url: string,
  headers: Record<string, string>,
): Promise<OpenStream> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  const messages: string[] = [];
  const reading = collect(response, messages).catch(() => {});
  return {
    status: response.status,
    messages,
    last: () => messages.at(-1) ?? '{}',
    ended: reading,
    close: () => controller.abort(),
  };
}

async function collect(response: Response, messages: string[]): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(
      '\n\n',
    );
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data) {
        messages.push(data);
      }
    }
  }
}
