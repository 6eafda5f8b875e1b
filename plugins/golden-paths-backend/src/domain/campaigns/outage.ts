import { isError } from '@backstage/errors';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';

const MINUTE = 60_000;
const LONGEST = 30 * MINUTE;
/** Statuses of HTTP that say that somebody is to come again. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
/** What Node.js calls a connection that did not come about or broke. */
const BROKEN =
  /^(ECONN(REFUSED|RESET|ABORTED)|E(NOTFOUND|AI_AGAIN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|UND_ERR_)/;
const DEEPEST = 5;

/**
 * Whether an upgrade failed because something did not answer, and would not have if it
 * had: that says nothing of the repository, so it is tried again. A portal that is not
 * let in by a forge as such is one, too: it is mended in one place, for all.
 */
export function isOutage(error: unknown): boolean {
  const causes = causesOf(error);
  const forge = causes.find(one => one instanceof ForgeError);
  if (forge) {
    return ['unreachable', 'rate-limited', 'unauthorized'].includes(
      forge.reason,
    );
  }
  return causes.some(
    one =>
      one.name === 'ServiceUnavailableError' ||
      AGAIN.has((one as { statusCode?: number }).statusCode ?? 0) ||
      BROKEN.test((one as { code?: string }).code ?? ''),
  );
}

/** Milliseconds to wait after so many outages in a row, or as long as a forge asks for. */
export function waitAfter(tries: number, error: unknown): number {
  const forge = causesOf(error).find(one => one instanceof ForgeError);
  const wait = Math.min(MINUTE * 2 ** Math.min(tries - 1, 10), LONGEST);
  return Math.max(wait, forge?.retryAfter ?? 0);
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  let one = error;
  while (isError(one) && causes.length < DEEPEST) {
    causes.push(one);
    one = one.cause;
  }
  return causes;
}
