import { createHash } from 'node:crypto';
import {
  createReadStream,
  linkSync,
  mkdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LAYER_TYPE, LAYOUT, addImage, blobPath, indexOf } from './oci.ts';
import type { Blobs, Descriptor, RunSpec } from './oci.ts';

/** An image of layers that lie in files, each a tar. */
export interface LayeredImage extends RunSpec {
  /** The lowest first. */
  layers: string[];
}

/**
 * Writes an OCI layout into an empty folder: what is too large to be put
 * together in memory. Layers are linked, not copied, so they must lie on the
 * same file system.
 */
export async function writeLayout(
  image: LayeredImage,
  folder: string,
): Promise<void> {
  const put = (digest: string) => path.join(folder, blobPath(digest));
  mkdirSync(path.join(folder, 'blobs', 'sha256'), { recursive: true });
  const layers: Descriptor[] = [];
  for (const file of image.layers) {
    const layer = await describeLayer(file);
    linkSync(file, put(layer.digest));
    layers.push(layer);
  }
  const blobs: Blobs = new Map();
  const manifest = addImage(blobs, image, layers);
  blobs.forEach((data, digest) => writeFileSync(put(digest), data));
  writeFileSync(path.join(folder, 'oci-layout'), LAYOUT);
  writeFileSync(path.join(folder, 'index.json'), indexOf([manifest]));
}

async function describeLayer(file: string): Promise<Descriptor> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return {
    mediaType: LAYER_TYPE,
    digest: `sha256:${hash.digest('hex')}`,
    size: statSync(file).size,
  };
}
