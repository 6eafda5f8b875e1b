import { InputError } from '@backstage/errors';

/** A repository, as the scaffolder writes it: `host?owner=…&repo=…`. @public */
export interface RepositoryPlace {
  host: string;
  owner: string;
  name: string;
}

const NAME = /^[A-Za-z0-9_][\w.-]{0,99}$/;

/**
 * @param field - of the form, for errors
 * @throws InputError naming the field and what is wrong with it
 */
export function readRepoUrl(text: string, field = 'repoUrl'): RepositoryPlace {
  const [host, query = ''] = text.split('?');
  const params = new URLSearchParams(query);
  const place = {
    host,
    owner: params.get('owner') ?? '',
    name: params.get('repo') ?? '',
  };
  for (const [what, value] of [
    ['owner', place.owner],
    ['repository', place.name],
  ]) {
    if (!NAME.test(value)) {
      throw new InputError(
        `${field}: ${what} '${value}' must consist of letters, digits, '.', '_' and '-', at most 100 of them`,
      );
    }
  }
  if (!/^[-a-zA-Z0-9.]+(:\d+)?$/.test(host)) {
    throw new InputError(`${field}: '${host}' is no host of a forge`);
  }
  return place;
}

/**
 * The page of a repository in a forge of any kind, as GitHub, GitLab and Gitea
 * make its URL; without a slash at the end. An owner may be a group in a group.
 */
export function pageOf(text: string): { title: string; url: string } {
  const [host, query = ''] = text.split('?');
  const params = new URLSearchParams(query);
  const fullName = `${params.get('owner') ?? ''}/${params.get('repo') ?? ''}`;
  return {
    title: `${fullName} on ${host}`,
    url: `https://${host}/${fullName}`,
  };
}
