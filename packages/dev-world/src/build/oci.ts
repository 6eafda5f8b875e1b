import { createHash } from 'node:crypto';
import { tar } from './tar.ts';
import type { TarEntry } from './tar.ts';

/** How an image is run. */
export interface RunSpec {
  /** Full name with tag, such as `localhost/fairway-demo:1.0`. */
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** `uid:gid`; a number, so that a cluster can see that it is not root. */
  user?: string;
  ports?: number[];
  /** @default `/` */
  workingDir?: string;
}

/** An image: one layer and how to run it. */
export interface ImageSpec extends RunSpec {
  files: TarEntry[];
}

/** How a part of an image is named by another. */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

export const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const OCI = 'application/vnd.oci.image';
const CONFIG_TYPE = `${OCI}.config.v1+json`;
const MANIFEST_TYPE = `${OCI}.manifest.v1+json`;

/** The type of a layer that is a tar as it stands. */
export const LAYER_TYPE = `${OCI}.layer.v1.tar`;

/** What a folder or archive of images begins with. */
export const LAYOUT = json({ imageLayoutVersion: '1.0.0' });

/** The architecture of this machine, as images name it. */
export function architecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

/** Parts of an image by their digest. */
export type Blobs = Map<string, Buffer>;

/** Where a layout keeps the part with this digest. */
export const blobPath = (digest: string) => `blobs/${digest.replace(':', '/')}`;

/** What names the images of a layout. */
export const indexOf = (manifests: object[]) =>
  json({ schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests });

/**
 * An OCI archive of one or more images, as `ctr images import` takes it. No
 * engine and no registry is needed: an image is a tar of JSON and tars.
 */
export function ociArchive(images: ImageSpec[]): Buffer {
  const blobs: Blobs = new Map();
  const manifests = images.map(image =>
    addImage(blobs, image, [
      addBlob(blobs, LAYER_TYPE, tar(withFolders(image.files))),
    ]),
  );
  return tar([
    { path: 'oci-layout', data: LAYOUT },
    { path: 'index.json', data: indexOf(manifests) },
    ...[...blobs].map(([digest, data]) => ({
      path: blobPath(digest),
      data,
    })),
  ]);
}

/** Adds what makes an image of layers, and returns its entry in the index. */
export function addImage(
  blobs: Blobs,
  image: RunSpec,
  layers: Descriptor[],
): object {
  const config = addBlob(
    blobs,
    CONFIG_TYPE,
    json({
      architecture: architecture(),
      os: 'linux',
      config: {
        Entrypoint: image.command,
        Env: Object.entries({ PATH: '/bin:/usr/bin', ...image.env }).map(
          ([name, value]) => `${name}=${value}`,
        ),
        User: image.user ?? '0:0',
        WorkingDir: image.workingDir ?? '/',
        ExposedPorts: Object.fromEntries(
          (image.ports ?? []).map(port => [`${port}/tcp`, {}]),
        ),
      },
      rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
    }),
  );
  const manifest = addBlob(
    blobs,
    MANIFEST_TYPE,
    json({ schemaVersion: 2, mediaType: MANIFEST_TYPE, config, layers }),
  );
  return {
    ...manifest,
    annotations: {
      'io.containerd.image.name': image.name,
      'org.opencontainers.image.ref.name': image.name,
    },
  };
}

function addBlob(blobs: Blobs, mediaType: string, data: Buffer): Descriptor {
  const digest = `sha256:${createHash('sha256').update(data).digest('hex')}`;
  blobs.set(digest, data);
  return { mediaType, digest, size: data.length };
}

/** Files in order, each folder before what it holds. */
function withFolders(files: TarEntry[]): TarEntry[] {
  const entries = new Map<string, TarEntry>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parts = file.path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = `${parts.slice(0, depth).join('/')}/`;
      if (!entries.has(folder)) {
        entries.set(folder, { path: folder, folder: true });
      }
    }
    entries.set(file.path, file);
  }
  return [...entries.values()];
}
