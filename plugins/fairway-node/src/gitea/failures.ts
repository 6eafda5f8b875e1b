import { ForgeError, type ForgeErrorCause } from '../previews/forge';

const LONGEST_MESSAGE = 200;

const BY_STATUS: Record<number, ForgeErrorCause> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'not-found',
  429: 'rate-limited',
};

/** Anything else below 500 was our request's fault. */
function causeOf(status: number, retryAfter?: number): ForgeErrorCause {
  if (status === 403 && retryAfter !== undefined) {
    return 'rate-limited';
  }
  return BY_STATUS[status] ?? (status < 500 ? 'refused' : 'unreachable');
}

/** What a refusal says, for people: one line, never a page of HTML. */
function wordsOf(message: string | undefined): string {
  const line = message?.replace(/\s+/g, ' ').trim();
  return line ? `: ${line.slice(0, LONGEST_MESSAGE)}` : '';
}

/** @param answer.message - the forge's own words, if it had some */
export function refusal(
  what: string,
  host: string,
  answer: { status: number; retryAfter?: number; message?: string },
): ForgeError {
  const { status, retryAfter, message } = answer;
  return new ForgeError(
    `${host} answered ${status} when asked to ${what}${wordsOf(message)}`,
    causeOf(status, retryAfter),
    { retryAfter },
  );
}

/** No answer, or none that can be used. */
export function noAnswer(
  what: string,
  host: string,
  error: unknown,
): ForgeError {
  const why =
    error instanceof Error && error.name === 'TimeoutError'
      ? 'it did not answer in time'
      : reasonOf(error);
  return new ForgeError(
    `${host} cannot be asked to ${what}: ${why}`,
    'unreachable',
    {
      cause: error,
    },
  );
}

/** Node's fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}

/** Seconds, or a date, into milliseconds. */
export function readRetryAfter(
  header: string | null,
  now: number,
): number | undefined {
  if (header === null) {
    return undefined;
  }
  const seconds = Number(header);
  const wait = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : undefined;
}
