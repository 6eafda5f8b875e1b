import { strFromU8, unzipSync } from 'fflate';
import { zipOf } from './zip';

it('keeps folders and every letter', () => {
  const files = [
    { path: 'skaffold.yaml', content: 'apiVersion: skaffold/v4beta13\n' },
    { path: 'deploy/dev/übung.yaml', content: 'name: Größe ✓\n' },
  ];
  const zip = zipOf(files, new Date('2026-11-01T10:00:00Z'));
  const read = Object.entries(unzipSync(zip)).map(([path, bytes]) => ({
    path,
    content: strFromU8(bytes),
  }));
  expect(read).toEqual(files);
});
