import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { bytesOf } from './faultProxy.ts';
import type { Random } from './random.ts';

/** Headers that tell what was delivered, and that it is the forge's. */
const TELLING = /^(x-|content-type$|user-agent$)/;
const LATE = 15_000;
const USUAL = 3_000;

/**
 * Takes the forge's webhooks and hands them to the portal as badly as a network
 * may: some never, some twice, most of them late and in another order. What
 * arrives while the portal is down is lost, as a forge does not try again.
 */
export class WebhookRelay {
  received = 0;
  dropped = 0;
  duplicated = 0;
  /** Handed on after one that came later. */
  overtaken = 0;
  /** Nobody answered. */
  failed = 0;
  /** Answers that are none of 2xx, e.g. `401`. */
  readonly refused: Record<string, number> = {};
  #target: string | undefined;
  #newest = 0;
  readonly #random: Random;
  readonly #server: http.Server;
  readonly #timers = new Set<NodeJS.Timeout>();

  private constructor(random: Random) {
    this.#random = random;
    this.#server = http.createServer((incoming, answer) => {
      void bytesOf(incoming).then(body => {
        answer.writeHead(204).end();
        this.#take(incoming.url ?? '/', incoming.headers, body);
      });
    });
  }

  static async start(random: Random): Promise<WebhookRelay> {
    const relay = new WebhookRelay(random);
    await new Promise<void>(resolve => {
      relay.#server.listen(0, '127.0.0.1', resolve);
    });
    return relay;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get lost(): number {
    return this.dropped + this.failed;
  }

  /** From now on to this portal. */
  deliverTo(portalUrl: string): void {
    this.#target = portalUrl.replace('localhost', '127.0.0.1');
  }

  close(): void {
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #take(path: string, headers: http.IncomingHttpHeaders, body: Buffer): void {
    const number = ++this.received;
    const random = this.#random;
    if (random.chance(0.2)) {
      this.dropped++;
      return;
    }
    const copies = random.chance(0.25) ? 2 : 1;
    this.duplicated += copies - 1;
    for (let copy = 0; copy < copies; copy++) {
      const wait = random.next() * (random.chance(0.1) ? LATE : USUAL);
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.overtaken += number < this.#newest ? 1 : 0;
        this.#newest = Math.max(this.#newest, number);
        void this.#handOn(path, headers, body);
      }, wait);
      this.#timers.add(timer);
    }
  }

  async #handOn(
    path: string,
    headers: http.IncomingHttpHeaders,
    body: Buffer,
  ): Promise<void> {
    try {
      const answer = await fetch(`${this.#target}${path}`, {
        method: 'POST',
        body: new Uint8Array(body),
        headers: Object.fromEntries(
          Object.entries(headers).flatMap(([name, value]) =>
            TELLING.test(name) ? [[name, String(value)]] : [],
          ),
        ),
        signal: AbortSignal.timeout(5_000),
      });
      if (!answer.ok) {
        this.refused[answer.status] = (this.refused[answer.status] ?? 0) + 1;
      }
    } catch {
      this.failed++;
    }
  }
}
