import { ApiError } from '../../world/api.ts';

/** Something that a person tries, and what the cluster must make of it. */
export interface Attempt {
  what: string;
  try(): Promise<unknown>;
  /** The server's words, if it must refuse; without it, it must not. */
  refused?: RegExp;
  /** What is returned as text must say this. */
  answered?: RegExp;
}

/** How a table of attempts came out. */
export interface Outcome {
  tried: number;
  /** Those that did not come out as they must. */
  short: string[];
}

/** Tries one after the other, and prints each with the server's words. */
export async function tryAll(
  title: string,
  attempts: Attempt[],
  log: (line: string) => void,
): Promise<Outcome> {
  log(`${title}:`);
  const short: string[] = [];
  for (const attempt of attempts) {
    const { isRefused, words } = await outcomeOf(attempt);
    const { refused, answered = /^/ } = attempt;
    const isRight =
      isRefused === Boolean(refused) && (refused ?? answered).test(words);
    const said =
      attempt.refused || attempt.answered ? `, ${oneLine(words)}` : '';
    log(
      `  ${isRight ? 'ok   ' : 'SHORT'} ${attempt.what}: ${
        isRefused ? 'refused' : 'allowed'
      }${said}`,
    );
    if (!isRight) {
      short.push(`${attempt.what} (${title})`);
    }
  }
  return { tried: attempts.length, short };
}

/** Only an answer of the API server is a refusal; a broken connection is none. */
async function outcomeOf(
  attempt: Attempt,
): Promise<{ isRefused: boolean; words: string }> {
  try {
    return { isRefused: false, words: String(await attempt.try()) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) {
      return { isRefused: true, words: error.message };
    }
    throw new Error(`${attempt.what}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** The server's words, without the request they answer. */
function oneLine(words: string): string {
  return words.replace(/^.*?: (?=\d{3} )/, '').replace(/\s+/g, ' ');
}
