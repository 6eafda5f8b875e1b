/** A repository, as the scaffolder writes it: `host?owner=…&repo=…`. */
export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

/** Reads what stands in a form; what is not there yet is empty. */
export function parseRepository(text: string): Repository {
  const [host, query = ''] = text.split('?');
  const params = new URLSearchParams(query);
  return {
    host,
    owner: params.get('owner') ?? '',
    repo: params.get('repo') ?? '',
  };
}

/** @see Repository */
export function formatRepository({ host, owner, repo }: Repository): string {
  return `${host}?${new URLSearchParams({ owner, repo })}`;
}

const NAME = /^[\w.-]+$/;

/** What is wrong with it; undefined if nothing is. */
export function repositoryProblem(text: string): string | undefined {
  const { host, owner, repo } = parseRepository(text);
  if (host === '') {
    return 'a forge must be chosen';
  }
  const [what, name] =
    [
      ['owner', owner],
      ['repository', repo],
    ].find(([, one]) => !NAME.test(one.replace(/\//g, ''))) ?? [];
  if (!what) {
    return undefined;
  }
  return name
    ? `${what} '${name}' must consist of letters, digits, '.', '_' and '-'`
    : `the ${what} must not be empty`;
}
