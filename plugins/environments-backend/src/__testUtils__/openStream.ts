import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { TestPortal } from './testPortal';

/** Collects the messages of a stream until it is closed. */
export async function openStream(
  portal: TestPortal,
  path: string,
  query: Record<string, string>,
) {
  const controller = new AbortController();
  const { port } = portal.server.address() as AddressInfo;
  const url = `http://localhost:${port}/api/environments/v1${path}`;
  const response = await fetch(`${url}?${new URLSearchParams(query)}`, {
    headers: {
      Authorization: mockCredentials.user.header('user:default/alice'),
    },
    signal: controller.signal,
  });
  const messages: string[] = [];
  const reading = collect(response, messages).catch(() => {});
  return {
    status: response.status,
    messages,
    last: () => messages.at(-1) ?? '{}',
    /** Settles when the server has ended the stream. */
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
