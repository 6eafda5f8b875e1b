const LONGEST = 63;

/**
 * A DNS label that reads like a name: every tool takes it as a key, and none of
 * them for a template or a path.
 */
export function labelOf(name: string): string {
  const label = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return label || 'component';
}
