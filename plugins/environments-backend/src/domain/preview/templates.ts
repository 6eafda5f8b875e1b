import type { PreviewSettings } from './settings';

/** The image of a commit: repositories of images are in lower case. */
export function imageOf(
  template: string,
  { repository, commit }: { repository: string; commit: string },
): string {
  const parts = repository.toLowerCase().split('/');
  return fill(template, {
    org: parts.slice(0, -1).join('/'),
    repo: parts.at(-1) ?? '',
    sha: commit,
    sha12: commit.slice(0, 12),
  });
}

/** The one host at which a preview answers. */
export function hostOf(
  { host }: NonNullable<PreviewSettings['address']>,
  name: string,
): string {
  return fill(host, { name });
}

/** Where people go. */
export function urlOf(
  { scheme, port }: NonNullable<PreviewSettings['address']>,
  host: string,
): string {
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
}

/** By function, as a replacement string would read `$&` in a value. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (all, key: string) =>
    Object.hasOwn(values, key) ? values[key] : all,
  );
}
