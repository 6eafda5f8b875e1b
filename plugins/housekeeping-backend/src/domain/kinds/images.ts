/** Whether an image may be another one tomorrow: tag `latest`, or none at all. */
export function isFloating(image: string): boolean {
  if (image.includes('@')) {
    return false;
  }
  const [, tag] = /:([^:/]+)$/.exec(image) ?? [];
  return tag === undefined || tag === 'latest';
}
