import { ForgeError } from '../previews/forge';
import type { Answer } from './GiteaClient';

/** The most that a stock Gitea hands out at a time; it cuts silently what asks for more. @public */
export const PAGE_SIZE = 50;
const MOST_PAGES = 400;
const ATTEMPTS = 3;

/**
 * Reads a list over all pages: the whole of it, or an error. A short page is
 * not the last one, as the server may hand out fewer than were asked for: the
 * end is where the announced total is reached, or a page brings nothing new.
 * Where the total changes meanwhile, something moved from page to page, and it
 * is read again.
 *
 * @param options - `what` is for people, e.g. `the pull requests of a/b`
 *
 * @public
 */
export async function readPages<T>(options: {
  what: string;
  keyOf: (item: T) => string | number;
  read: (page: number) => Promise<Answer<readonly T[]>>;
}): Promise<T[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const items = await readOnce(options);
    if (items) {
      return items;
    }
  }
  throw incomplete(options.what, 'it changes while it is read');
}

async function readOnce<T>({
  what,
  keyOf,
  read,
}: Parameters<typeof readPages<T>>[0]): Promise<T[] | undefined> {
  const items = new Map<string | number, T>();
  let announced: number | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { value, total } = await read(page);
    if (page > 1 && total !== announced) {
      return undefined;
    }
    announced = total;
    const before = items.size;
    value.forEach(item => items.set(keyOf(item), item));
    if (total !== undefined && items.size >= total) {
      return [...items.values()];
    }
    if (items.size === before) {
      if (total === undefined) {
        return [...items.values()];
      }
      throw incomplete(what, `it announced ${total} and handed out ${before}`);
    }
  }
  throw incomplete(what, `it has more than ${MOST_PAGES} pages`);
}

function incomplete(what: string, why: string): ForgeError {
  return new ForgeError(
    `The list of ${what} could not be read whole: ${why}`,
    'unreachable',
  );
}
