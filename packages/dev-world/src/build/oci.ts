import { createHash } from 'node:crypto';
import { tar } from './tar.ts';
import type { TarEntry } from './tar.ts';

/** An image: one layer and how to run it. */
export interface ImageSpec {
  /** Full name with tag, such as `localhost/fairway-demo:1.0`. */
  name: string;
  files: TarEntry[];
  command: string[];
  env?: Record<string, string>;
  /** `uid:gid`; a number, so that a cluster can see that it is not root. */
  user?: string;
  ports?: number[];
}

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const OCI = 'application/vnd.oci.image';

/** The architecture of this machine, as images name it. */
export function architecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

/**
 * An OCI archive of one or more images, as `ctr images import` takes it. No
 * engine and no registry is needed: an image is a tar of JSON and tars.
 */
export function ociArchive(images: ImageSpec[]): Buffer {
  const blobs = new Map<string, Buffer>();
  const manifests = images.map(image => ({
    ...addManifest(blobs, image),
    annotations: {
      'io.containerd.image.name': image.name,
      'org.opencontainers.image.ref.name': image.name,
    },
  }));
  const index = {
    schemaVersion: 2,
    mediaType: `${OCI}.index.v1+json`,
    manifests,
  };
  return tar([
    { path: 'oci-layout', data: json({ imageLayoutVersion: '1.0.0' }) },
    { path: 'index.json', data: json(index) },
    ...[...blobs].map(([digest, data]) => ({
      path: `blobs/sha256/${digest.slice('sha256:'.length)}`,
      data,
    })),
  ]);
}

function addManifest(blobs: Map<string, Buffer>, image: ImageSpec): Descriptor {
  const layer = addBlob(
    blobs,
    `${OCI}.layer.v1.tar`,
    tar(withFolders(image.files)),
  );
  const config = addBlob(
    blobs,
    `${OCI}.config.v1+json`,
    json({
      architecture: architecture(),
      os: 'linux',
      config: {
        Entrypoint: image.command,
        Env: Object.entries({ PATH: '/bin:/usr/bin', ...image.env }).map(
          ([name, value]) => `${name}=${value}`,
        ),
        User: image.user ?? '0:0',
        WorkingDir: '/',
        ExposedPorts: Object.fromEntries(
          (image.ports ?? []).map(port => [`${port}/tcp`, {}]),
        ),
      },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    }),
  );
  return addBlob(
    blobs,
    `${OCI}.manifest.v1+json`,
    json({
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config,
      layers: [layer],
    }),
  );
}

function addBlob(
  blobs: Map<string, Buffer>,
  mediaType: string,
  data: Buffer,
): Descriptor {
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
