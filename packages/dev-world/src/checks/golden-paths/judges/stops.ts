import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that are half sent when the signal comes: more than threads that serve. */
const HALF_SENT = 20;

/** Clients that go on asking, each over a connection that it keeps. */
const CLIENTS = 8;

/** Of the 30 s that a program gives itself, none of this needs much. */
const MOST_SECONDS = 15;

/** What a program serves. */
interface Served {
  port: number;
  path: string;
  /** What may be posted there, as JSON. */
  body?: string;
}

/** A request of which the end is still to come. */
class Half {
  readonly #rest: string;
  readonly #socket;
  readonly #answer: Promise<string>;

  private constructor({ port, path, body = '' }: Served) {
    const parts: Buffer[] = [];
    this.#rest = body.slice(1);
    this.#socket = connect(port, '127.0.0.1');
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    this.#socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 1)}`);
    this.#socket.on('data', (part: Buffer) => parts.push(part));
    this.#answer = new Promise(resolve => {
      this.#socket.once('error', error => resolve(error.message));
      this.#socket.once('close', () =>
        resolve(Buffer.concat(parts).toString()),
      );
    });
  }

  static async send(served: Served): Promise<Half> {
    const half = new Half(served);
    await once(half.#socket, 'connect');
    return half;
  }

  /** Sends the rest; what came until the other side closed. */
  async finish(): Promise<string> {
    this.#socket.write(this.#rest);
    this.#socket.setTimeout(MOST_SECONDS * 1000, () => this.#socket.destroy());
    return this.#answer;
  }
}

/**
 * Tells a program to stop; it must end well, and soon.
 * @returns what is wrong
 */
export async function endProblems(child: ChildProcess): Promise<string[]> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const nothing = sleep(
    MOST_SECONDS * 1000,
    [`nothing after ${MOST_SECONDS} s`],
    {
      ref: false,
    },
  );
  const [code] = (await Promise.race([ended, nothing])) as [unknown];
  return code === 0 ? [] : [`SIGTERM: it ended with ${code}`];
}

/**
 * Tells a program to stop while clients go on asking and others have sent half
 * of a request: each request must be answered, and its connection closed.
 * @returns what is wrong
 */
export async function stopProblems(
  child: ChildProcess,
  served: Served,
): Promise<string[]> {
  const halves = await Promise.all(
    Array.from({ length: served.body ? HALF_SENT : 0 }, () =>
      Half.send(served),
    ),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const clients = Array.from({ length: CLIENTS }, () =>
    askOnAndOn(agent, served),
  );
  await sleep(300);
  const ended = endProblems(child);
  await sleep(300);
  const answers = await Promise.all(halves.map(half => half.finish()));
  const problems = (await Promise.all(clients)).flat();
  agent.destroy();
  return [
    ...answers.filter(
      text => !/^HTTP\/1\.1 201 [^]*^connection: close\r$/im.test(text),
    ),
    ...problems,
  ]
    .map(problem => `when it stops, a client gets: ${problem || 'nothing'}`)
    .concat(await ended);
}

/** Asks until nobody listens any more; returns what was wrong until then. */
async function askOnAndOn(agent: Agent, served: Served): Promise<string[]> {
  const until = Date.now() + MOST_SECONDS * 1000;
  while (Date.now() < until) {
    const said = await ask(agent, served);
    if (said !== 'again') {
      return said === 'nobody listens' ? [] : [said];
    }
  }
  return ['answers on and on'];
}

/** `again`, `nobody listens`, or what is wrong. */
async function ask(agent: Agent, { port, path }: Served): Promise<string> {
  const request = get({ agent, host: '127.0.0.1', port, path });
  try {
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const status = answer.statusCode;
    answer.resume();
    await once(answer, 'end');
    return status === 200 ? 'again' : `status ${status}`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') {
      return 'nobody listens';
    }
    // It was closed while nobody used it: every client asks again then.
    return code === 'ECONNRESET' && request.reusedSocket ? 'again' : message;
  }
}
