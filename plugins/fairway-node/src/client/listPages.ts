import { ClusterConnection, ApiRequest } from './connection';
import { KubernetesApiError } from './errors';

/** One page of a list. @internal */
export interface Page {
  items: unknown[];
  resourceVersion: string;
}

interface ListAnswer {
  metadata: { resourceVersion?: string; continue?: string };
  items?: unknown[] | null;
}

/** Items a page: about 1 MB of pods, parsed in some 20 ms. */
const PAGE = 500;

/**
 * The pages of a list, all of one moment (the first page's resourceVersion).
 * The token of a next page expires after some minutes: then this throws 410
 * Expired, and whoever collects must begin again.
 *
 * @internal
 */
export async function* listPages(
  connection: ClusterConnection,
  request: Omit<ApiRequest, 'method'>,
): AsyncGenerator<Page, void> {
  let next: string | undefined;
  do {
    const answer: ListAnswer = await connection.json<ListAnswer>({
      ...request,
      method: 'GET',
      query: { ...request.query, limit: PAGE, continue: next },
    });
    yield {
      items: answer.items ?? [],
      resourceVersion: answer.metadata.resourceVersion ?? '',
    };
    next = answer.metadata.continue || undefined;
  } while (next);
}

/**
 * Reads all pages into what `start` makes; begins again once when the pages
 * expire on the way.
 *
 * @internal
 */
export async function collectPages<T>(
  pages: () => AsyncIterable<Page>,
  start: () => { add(page: Page): void; result(): T },
): Promise<T> {
  const attempt = async () => {
    const collector = start();
    for await (const page of pages()) {
      collector.add(page);
    }
    return collector.result();
  };
  try {
    return await attempt();
  } catch (error) {
    if (isExpired(error)) {
      return attempt();
    }
    throw error;
  }
}

/** The resourceVersion or the page token is too old. @internal */
export function isExpired(error: unknown): boolean {
  return error instanceof KubernetesApiError && error.statusCode === 410;
}
