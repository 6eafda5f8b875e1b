/**
 * What tells one image of a container from the next: its tag, or the
 * beginning of its digest. `registry.example:5000/shop/web:1.4` is `1.4`.
 */
export function shortImage(image: string): string {
  const [name, digest] = image.split('@');
  const base = name.slice(name.lastIndexOf('/') + 1);
  const colon = base.indexOf(':');
  if (colon >= 0) {
    return base.slice(colon + 1);
  }
  return digest ? shortDigest(digest) : 'latest';
}

function shortDigest(digest: string): string {
  return digest.replace(/^(\w+:[0-9a-f]{12})[0-9a-f]*$/, '$1…');
}

/** The name of an image without registry, path, tag and digest. */
export function imageName(image: string): string {
  const [name] = image.split('@');
  return name.slice(name.lastIndexOf('/') + 1).split(':')[0];
}

/** The images of a workload as a cell can hold them. */
export function imagesLabel(images: Array<{ image: string }>): string {
  return images
    .map(({ image }) => `${imageName(image)}:${shortImage(image)}`)
    .join(', ');
}
