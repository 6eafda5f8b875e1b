import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ociArchive } from './oci.ts';
import type { ImageSpec } from './oci.ts';

/** The image every pod's sandbox runs. */
export const PAUSE_IMAGE = 'localhost/fairway-pause:1';

/** Versions of the demonstration server; they differ in nothing but what they say. */
export const DEMO_VERSIONS = ['1.0', '1.1', '1.2'];

export const demoImage = (version: string) =>
  `localhost/fairway-demo:${version}`;

/** An image with a shell, for `exec`. It is there only where a static busybox is installed. */
export const SHELL_IMAGE = 'localhost/fairway-shell:1';

const BUSYBOX = '/bin/busybox';
// None that look names up: a static busybox needs files for that which are not here.
const APPLETS = [
  'sh',
  'ls',
  'cat',
  'ps',
  'sleep',
  'echo',
  'env',
  'vi',
  'id',
  'top',
  'httpd',
  'tar',
];

/** Our images, made from binaries that were built for Linux. */
export function worldImages(binaries: {
  demoServer: string;
  helper: string;
}): ImageSpec[] {
  const demoServer = readFileSync(binaries.demoServer);
  return [
    {
      name: PAUSE_IMAGE,
      files: [
        { path: 'pause', data: readFileSync(binaries.helper), mode: 0o755 },
      ],
      command: ['/pause', 'wait'],
      user: '65535:65535',
    },
    ...DEMO_VERSIONS.map(version => ({
      name: demoImage(version),
      files: [{ path: 'demo-server', data: demoServer, mode: 0o755 }],
      command: ['/demo-server'],
      env: { VERSION: version },
      user: '65532:65532',
      ports: [8080],
    })),
    ...shellImage(),
  ];
}

/** Whether the image with a shell can be made here. */
export const hasShellImage = () => existsSync(BUSYBOX);

function shellImage(): ImageSpec[] {
  if (!hasShellImage()) {
    return [];
  }
  return [
    {
      name: SHELL_IMAGE,
      files: [
        { path: 'bin/busybox', data: readFileSync(BUSYBOX), mode: 0o755 },
        ...APPLETS.map(applet => ({
          path: `bin/${applet}`,
          linkTo: 'busybox',
          mode: 0o777,
        })),
        { path: 'tmp/', folder: true, mode: 0o1777 },
      ],
      command: [
        '/bin/sh',
        '-c',
        'trap exit TERM; while :; do sleep 3600 & wait; done',
      ],
      user: '65532:65532',
    },
  ];
}

/** Writes an OCI archive of these images. */
export function buildImage(images: ImageSpec[], out: string): string {
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(`${out}.part`, ociArchive(images));
  renameSync(`${out}.part`, out);
  return out;
}
