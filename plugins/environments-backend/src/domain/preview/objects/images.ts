import {
  entriesOf,
  textOf,
  type Fields,
  type Manifest,
  CONTAINER_LISTS,
  containersOf,
  podTemplateOf,
  withPodSpec,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';

/** `registry:5000/shop/cart:1.2@sha256:…` → `registry:5000/shop/cart` */
export function imageRepository(image: string): string {
  const [tagged] = image.split('@');
  const colon = tagged.lastIndexOf(':');
  return colon > tagged.lastIndexOf('/') ? tagged.slice(0, colon) : tagged;
}

/** The images of a workload's containers. */
export function imagesOf(object: Manifest): string[] {
  const pods = podTemplateOf(object);
  return pods
    ? containersOf(pods).flatMap(
        ({ container }) => textOf(container.image) ?? [],
      )
    : [];
}

/** Every container of the image's repository gets this very image. */
export function withImage(object: Manifest, image: string): Manifest {
  const repository = imageRepository(image);
  const swap = (container: Fields): Fields => {
    const current = textOf(container.image);
    return current && imageRepository(current) === repository
      ? { ...container, image }
      : container;
  };
  return withPodSpec(object, spec => ({
    ...spec,
    ...Object.fromEntries(
      CONTAINER_LISTS.filter(list => Array.isArray(spec[list])).map(list => [
        list,
        entriesOf(spec[list]).map(swap),
      ]),
    ),
  }));
}
